/* noVNC's RFB, and what can be measured of it. All that touches noVNC's insides is in this file: it goes with the version that is
   fetched with it. */

import RFB from './novnc-1.7.0/core/rfb.js';
import { encodings, encodingName } from './novnc-1.7.0/core/encodings.js';

const FENCE_REQUEST = 1 << 31;
const FENCE_PERIOD = 2000;

/* What the viewer asks for, which noVNC has no words for: no losses, another encoding first. */
const wishes = { lossless: false, first: undefined };
const FIRST = { zrle: encodings.encodingZRLE, tight: encodings.encodingTight };

const clientEncodings = RFB.messages.clientEncodings;
RFB.messages.clientEncodings = (socket, all) => {
    const lossy = encoding =>
        encoding === encodings.encodingJPEG ||
        (encoding >= encodings.pseudoEncodingQualityLevel0 &&
            encoding <= encodings.pseudoEncodingQualityLevel9);
    const list = wishes.lossless ? all.filter(encoding => !lossy(encoding)) : all;
    const first = FIRST[wishes.first];
    clientEncodings.call(RFB.messages, socket, first === undefined ? list : [first, ...list]);
};

export class MeasuredRFB extends RFB {
    /* Why it ended, in noVNC's words. */
    failure = null;
    updates = 0;
    bytes = 0;
    encoding = null;
    roundTrip = null;
    #fenceSent = null;
    #fences;

    constructor(target, socket, options) {
        super(target, socket, options);
        socket.addEventListener('message', event => { this.bytes += event.data.byteLength; });
        this.#fences = setInterval(() => this.#sendFence(), FENCE_PERIOD);
        this.addEventListener('disconnect', () => clearInterval(this.#fences));
    }

    set quality(quality) {
        wishes.lossless = quality === 'lossless';
        this._qualityLevel = wishes.lossless ? 9 : Number(quality);
        if (this._rfbConnectionState === 'connected') {
            this._sendEncodings();
        }
    }

    set preferred(encoding) {
        wishes.first = encoding;
    }

    get size() {
        return `${this._fbWidth} × ${this._fbHeight}`;
    }

    _fail(details) {
        this.failure = details;
        return super._fail(details);
    }

    _framebufferUpdate() {
        const whole = super._framebufferUpdate();
        if (whole) {
            this.updates++;
        }
        return whole;
    }

    _handleRect() {
        const encoding = this._FBU.encoding;
        if (encoding !== encodings.encodingCopyRect && this._decoders[encoding]) {
            this.encoding = encodingName(encoding);
        }
        return super._handleRect();
    }

    #sendFence() {
        if (this._supportsFence && this.#fenceSent === null && this._rfbConnectionState === 'connected') {
            this.#fenceSent = performance.now();
            RFB.messages.clientFence(this._sock, FENCE_REQUEST >>> 0, 'trip');
        }
    }

    /* noVNC takes requests only; an answer to ours is taken here. */
    _handleServerFenceMsg() {
        const socket = this._sock;
        if (socket.rQwait('ServerFence header', 8, 1)) { return false; }
        if (socket._rQ[socket._rQi + 3] & 0x80) { return super._handleServerFenceMsg(); }
        socket.rQskipBytes(3 + 4);
        const length = socket.rQshift8();
        if (socket.rQwait('ServerFence payload', length, 9)) { return false; }
        socket.rQskipBytes(length);
        if (this.#fenceSent !== null) {
            this.roundTrip = performance.now() - this.#fenceSent;
            this.#fenceSent = null;
        }
        return true;
    }
}

/* Writes the status line once a second, of whatever is connected then. */
export function showFigures(current) {
    const element = id => document.getElementById('figure-' + id);
    let last = null;
    let updates = 0;
    let bytes = 0;
    setInterval(() => {
        const rfb = current();
        if (rfb !== last) {
            last = rfb;
            updates = 0;
            bytes = 0;
        }
        const text = (id, words) => { element(id).textContent = words; };
        if (!rfb) {
            ['encoding', 'trip', 'rate', 'bytes', 'size'].forEach(id => text(id, ''));
            return;
        }
        text('encoding', rfb.encoding ?? '');
        text('trip', rfb.roundTrip === null ? '' : `${Math.max(1, Math.round(rfb.roundTrip))} ms`);
        text('rate', `${rfb.updates - updates} updates/s`);
        text('bytes', `${((rfb.bytes - bytes) / 1000).toFixed(1)} kB/s`);
        text('size', rfb.size);
        updates = rfb.updates;
        bytes = rfb.bytes;
    }, 1000);
}

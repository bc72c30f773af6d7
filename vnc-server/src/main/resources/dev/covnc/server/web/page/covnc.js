/* The page: connects, shows, reconnects, and says why when it cannot. */

import { MeasuredRFB, showFigures } from './figures.js';
import { askForCredentials, askWhetherToTrust, show } from './dialog.js';
import { offerKeys, offerPhoneKeyboard } from './keys.js';
import * as options from './options.js';

const element = id => document.getElementById(id);
const LONGEST_WAIT = 15;

/* Null while nothing is connected. */
let connected = null;
let rfb = null;

/* For reconnecting, as long as the page lives. */
let credentials;
let failures = 0;
let waiting;

function connect(wrong) {
    clearTimeout(waiting);
    show('connecting', 'Connecting', location.host);
    let opened = false;
    let asked = false;
    let left = false;
    let refusal = null;

    let trial;
    try {
        const socket = new WebSocket(options.socketAddress(), ['binary']);
        socket.addEventListener('open', () => { opened = true; });
        trial = new MeasuredRFB(element('screen'), socket, { credentials, shared: true });
    } catch (failure) {
        show('ended', 'This browser cannot show a display', String(failure.message), 'Try again');
        return;
    }
    rfb = trial;
    trial.viewOnly = options.viewOnly;
    trial.background = 'transparent';
    trial.quality = element('quality').value;
    trial.preferred = options.encoding;
    scale();

    trial.addEventListener('credentialsrequired', async event => {
        if (asked) {
            return; // noVNC repeats itself with every message that comes meanwhile.
        }
        asked = true;
        credentials = await askForCredentials(event.detail.types, wrong);
        if (credentials === null) {
            left = true;
            credentials = undefined;
            trial.disconnect();
        } else {
            trial.sendCredentials(credentials);
        }
    });
    trial.addEventListener('serververification', async event => {
        if (await askWhetherToTrust(event.detail.publickey)) {
            trial.approveServer();
        } else {
            left = true;
            trial.disconnect();
        }
    });
    trial.addEventListener('securityfailure', event => {
        refusal = event.detail.reason || 'The server did not say why.';
    });
    trial.addEventListener('connect', () => {
        failures = 0;
        connected = trial;
        show('connected');
        trial.focus({ preventScroll: true });
    });
    trial.addEventListener('desktopname', event => {
        element('name').textContent = event.detail.name;
        document.title = event.detail.name;
    });
    trial.addEventListener('clipboard', event => receiveClipboard(event.detail.text));
    trial.addEventListener('disconnect', () => {
        const was = connected === trial;
        connected = null;
        rfb = null;
        document.dispatchEvent(new Event('covnc-disconnected'));
        element('login').close();
        if (left || trial.left) {
            show('ended', 'Disconnected', '', 'Connect');
        } else if (refusal !== null) {
            refused(refusal, asked || credentials !== undefined);
        } else if (was) {
            tryAgain('The connection was lost', trial.failure ?? 'The server has closed it.');
        } else if (opened) {
            notUnderstood(trial.failure);
        } else {
            notReached();
        }
    });
}

/* A wrong password is asked for again; another refusal is final until somebody wants to try. */
function refused(reason, withCredentials) {
    credentials = undefined;
    if (/no security type/.test(reason)) {
        notUnderstood('security types');
    } else if (withCredentials) {
        connect(reason);
    } else {
        show('ended', 'The server refuses', reason, 'Try again');
    }
}

/* The WebSocket opened, but no display came of it. */
function notUnderstood(failure) {
    if (/security types/.test(failure)) {
        const secure = `https://${location.host}${location.pathname}`;
        show('ended', 'No common way to log in',
            window.isSecureContext
                ? 'The server offers no security type that a browser knows.'
                : `What the server asks for needs encryption in a browser: open ${secure} instead.`,
            'Try again');
    } else {
        tryAgain('The server has closed the connection', failure ?? 'It did not say why.');
    }
}

/* The WebSocket did not open: is it the server, or only WebSocket? */
async function notReached() {
    try {
        const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
        if (answer.ok) {
            tryAgain('WebSocket does not get through',
                'The server answers, but something between it and this page, a proxy or an extension perhaps, blocks WebSocket.');
        } else {
            tryAgain('The server does not answer as it did', `It says ${answer.status}.`);
        }
    } catch {
        tryAgain('The server does not answer', location.protocol === 'https:'
            ? 'It may have been stopped, or speak http where this page expects https.'
            : 'It may have been stopped, or speak https where this page expects http.');
    }
}

function tryAgain(title, text) {
    let seconds = Math.min(LONGEST_WAIT, 2 ** failures++);
    const tick = () => {
        if (seconds === 0) {
            connect();
        } else {
            show('waiting', title, `${text} Trying again in ${seconds}\u00a0s.`, 'Try now');
            seconds--;
            waiting = setTimeout(tick, 1000);
        }
    };
    tick();
}

element('notice-button').addEventListener('click', () => connect());
element('leave').addEventListener('click', () => {
    clearTimeout(waiting);
    if (rfb) {
        rfb.left = true;
        rfb.disconnect();
    } else {
        show('ended', 'Disconnected', '', 'Connect');
    }
});

function scale() {
    if (!rfb) {
        return;
    }
    const how = element('scale').value;
    rfb.scaleViewport = how === 'fit';
    rfb.resizeSession = how === 'remote';
}

element('scale').value = options.scale;
element('scale').addEventListener('change', event => {
    options.keep({ scale: event.target.value });
    scale();
});
element('quality').value = options.quality;
element('quality').addEventListener('change', event => {
    options.keep({ quality: event.target.value });
    if (rfb) {
        rfb.quality = event.target.value;
    }
});

element('full-screen').addEventListener('click', async () => {
    if (document.fullscreenElement) {
        await document.exitFullscreen();
        return;
    }
    await document.documentElement.requestFullscreen();
    await navigator.keyboard?.lock?.(); // Where it can be had: Escape, Alt+Tab and the like go to the display.
    rfb?.focus();
});
element('full-screen').hidden = !document.fullscreenEnabled;

function sharesClipboard() {
    return element('clipboard-share').checked;
}

function receiveClipboard(text) {
    element('clipboard-text').value = text;
    if (sharesClipboard()) {
        navigator.clipboard.writeText(text).catch(() => {}); // Not while another window has the focus.
    }
}

element('clipboard-send').addEventListener('click', () => {
    rfb?.clipboardPasteFrom(element('clipboard-text').value);
    element('clipboard-menu').hidePopover();
    rfb?.focus();
});
element('clipboard-copy').addEventListener('click', () => {
    element('clipboard-text').select();
    document.execCommand('copy');
});
element('clipboard-share-row').hidden = !navigator.clipboard?.readText;

async function sendClipboard() {
    if (!sharesClipboard() || !rfb) {
        return;
    }
    try {
        const text = await navigator.clipboard.readText();
        if (text !== element('clipboard-text').value) {
            element('clipboard-text').value = text;
            rfb.clipboardPasteFrom(text);
        }
    } catch {
        element('clipboard-share').checked = false; // It was not allowed.
    }
}

element('clipboard-share').addEventListener('change', sendClipboard);
window.addEventListener('focus', sendClipboard);

document.body.classList.toggle('view-only', options.viewOnly);
element('view-only').hidden = !options.viewOnly;
offerKeys(() => rfb);
offerPhoneKeyboard(() => rfb);
showFigures(() => connected);
connect();

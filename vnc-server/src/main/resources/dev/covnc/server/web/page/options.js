/* What the address and earlier visits say. A password is never taken from an address. */

const query = new URLSearchParams(location.search);
const KEPT = 'covnc';

function kept() {
    try {
        return JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
        return {};
    }
}

function oneOf(values, ...wishes) {
    return wishes.find(wish => values.includes(wish));
}

function flag(name) {
    return query.has(name) && !['0', 'false', 'no'].includes(query.get(name));
}

export const viewOnly = flag('view_only');

/* One encoding to be asked for before all others: zrle or tight. */
export const encoding = oneOf(['zrle', 'tight'], query.get('encoding'));

export const scale = oneOf(['fit', 'remote', 'off'], query.get('scale'), kept().scale, 'fit');
export const quality =
    oneOf(['lossless', '9', '6', '2'], query.get('quality'), kept().quality, '6');

export function keep(change) {
    try {
        localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...change }));
    } catch {
        // Then it is for this visit only.
    }
}

/* The WebSocket beside this page, with the page's token if it has one. */
export function socketAddress() {
    const address = new URL('websockify', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    if (query.has('token')) {
        address.searchParams.set('token', query.get('token'));
    }
    return address.href;
}

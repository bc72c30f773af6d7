/* What is asked of whoever looks at the page, and what he is told. */

const element = id => document.getElementById(id);

/* Asks for what the server wants to know. Resolves to null when nobody wants to tell. */
export function askForCredentials(types, wrong) {
    const dialog = element('login');
    const user = types.includes('username');
    element('login-user-row').hidden = !user;
    element('login-title').textContent = user ? 'Who is there?' : 'A password, please';
    element('login-wrong').hidden = !wrong;
    element('login-wrong').textContent = wrong ?? '';
    element('login-plain').hidden = window.isSecureContext;
    element('login-password').value = '';
    dialog.returnValue = '';
    dialog.showModal();
    element(user && !element('login-user').value ? 'login-user' : 'login-password').focus();
    return new Promise(resolve => {
        dialog.addEventListener('close', () => {
            const password = element('login-password').value;
            element('login-password').value = '';
            resolve(dialog.returnValue === 'go'
                ? { username: element('login-user').value, password }
                : null);
        }, { once: true });
    });
}

element('login-cancel').addEventListener('click', () => element('login').close(''));

/* Asks whether a server with this key is the right one. */
export async function askWhetherToTrust(publicKey) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', publicKey));
    const hex = [...digest.slice(0, 8)].map(byte => byte.toString(16).padStart(2, '0'));
    element('trust-fingerprint').textContent = hex.join('-');
    const dialog = element('trust');
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise(resolve => {
        dialog.addEventListener('close', () => resolve(dialog.returnValue === 'go'), { once: true });
    });
}

/* States: connecting, connected, waiting (to try again), ended. */
export function show(state, title = '', text = '', button = null) {
    document.documentElement.dataset.state = state;
    element('notice-title').textContent = title;
    element('notice-text').textContent = text;
    element('notice-button').hidden = !button;
    element('notice-button').textContent = button ?? '';
}

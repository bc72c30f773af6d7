/* Keys that browsers swallow or phones do not have. */

import KeyTable from './novnc-1.7.0/core/input/keysym.js';
import keysyms from './novnc-1.7.0/core/input/keysymdef.js';

const CTRL = ['Ctrl', KeyTable.XK_Control_L, 'ControlLeft'];
const ALT = ['Alt', KeyTable.XK_Alt_L, 'AltLeft'];
const SUPER = ['Super', KeyTable.XK_Super_L, 'MetaLeft'];
const SHIFT = ['Shift', KeyTable.XK_Shift_L, 'ShiftLeft'];

const key = (name, code) => [name, KeyTable['XK_' + name], code];
const letter = name => [name.toUpperCase(), keysyms.lookup(name.codePointAt(0)), 'Key' + name.toUpperCase()];

const CHORDS = [
    ['Ctrl+Alt+Del', CTRL, ALT, key('Delete', 'Delete')],
    ['Alt+Tab', ALT, key('Tab', 'Tab')],
    ['Alt+F4', ALT, key('F4', 'F4')],
    ['Ctrl+W', CTRL, letter('w')],
    ['Ctrl+T', CTRL, letter('t')],
    ['Ctrl+N', CTRL, letter('n')],
    ['Esc', key('Escape', 'Escape')],
    ['Tab', key('Tab', 'Tab')],
    ['F1', key('F1', 'F1')],
    ['F5', key('F5', 'F5')],
    ['F11', key('F11', 'F11')],
    ['F12', key('F12', 'F12')],
];

const STICKY = [CTRL, ALT, SUPER, SHIFT];

export function offerKeys(current) {
    const menu = document.getElementById('keys-menu');
    const button = (label, action) => {
        const made = document.createElement('button');
        made.textContent = label;
        made.addEventListener('click', () => action(made));
        menu.append(made);
        return made;
    };
    for (const [label, ...keys] of CHORDS) {
        button(label, () => {
            const rfb = current();
            keys.forEach(([, keysym, code]) => rfb?.sendKey(keysym, code, true));
            keys.toReversed().forEach(([, keysym, code]) => rfb?.sendKey(keysym, code, false));
            menu.hidePopover();
            rfb?.focus();
        });
    }
    for (const [label, keysym, code] of STICKY) {
        const made = button('Hold ' + label, () => {
            const down = made.getAttribute('aria-pressed') !== 'true';
            made.setAttribute('aria-pressed', down);
            current()?.sendKey(keysym, code, down);
        });
        made.setAttribute('aria-pressed', 'false');
    }
    document.addEventListener('covnc-disconnected', () => {
        menu.querySelectorAll('[aria-pressed]').forEach(made => made.setAttribute('aria-pressed', 'false'));
    });
}

/* A phone shows its keyboard for a field of text: what changes in it was typed. The field is never empty, so that there is always
   something to delete. */
export function offerPhoneKeyboard(current) {
    const field = document.getElementById('phone-keys');
    const button = document.getElementById('phone-button');
    const FILLING = '_'.repeat(64);
    let before = field.value = FILLING;

    const press = (keysym, code) => current()?.sendKey(keysym, code);

    field.addEventListener('input', () => {
        const now = field.value;
        let same = 0;
        while (same < Math.min(before.length, now.length) && before[same] === now[same]) {
            same++;
        }
        for (let i = same; i < before.length; i++) {
            press(KeyTable.XK_BackSpace, 'Backspace');
        }
        for (const letter of now.slice(same)) {
            if (letter === '\n') {
                press(KeyTable.XK_Return, 'Enter');
            } else {
                press(keysyms.lookup(letter.codePointAt(0)));
            }
        }
        before = now;
        if (now.length < FILLING.length / 2 || now.length > 4 * FILLING.length) {
            before = field.value = FILLING;
        }
    });
    field.addEventListener('focus', () => button.setAttribute('aria-pressed', 'true'));
    field.addEventListener('blur', () => button.setAttribute('aria-pressed', 'false'));
    // A press would take the focus away before the click: it must not.
    button.addEventListener('pointerdown', event => event.preventDefault());
    button.addEventListener('click', () => {
        if (document.activeElement === field) {
            field.blur();
            return;
        }
        before = field.value = FILLING;
        field.setSelectionRange(FILLING.length, FILLING.length);
        field.focus({ preventScroll: true });
    });
}

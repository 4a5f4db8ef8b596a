// Elements are made here only, and text enters them by append(): no message can become markup.

export const $ = id => document.getElementById(id);
export const on = (element, event, listener) => element.addEventListener(event, listener);

// The page answers its own forms.
export const onSubmit = (form, answer) =>
	on($(form), 'submit', event => {
		event.preventDefault();
		answer();
	});

// Functions among the attributes are event listeners.
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') on(element, name, value);
		else if (value !== undefined && value !== false) element.setAttribute(name, value);
	}
	element.append(...children.filter(child => child !== undefined));
	return element;
}

// An initial in a colour of the name's own.
export function face(name, kind = '') {
	let hue = 7;
	for (const character of name) hue = (hue * 31 + character.codePointAt(0)) % 360;
	const element = el('span', {class: `face ${kind}`, 'aria-hidden': 'true'}, ([...name][0] ?? '?').toUpperCase());
	element.style.setProperty('--hue', hue);
	return element;
}

export function duration(seconds) {
	const two = number => String(number).padStart(2, '0');
	const whole = Math.max(0, Math.floor(seconds));
	const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

// Storage may be blocked, an address, a token or a frame malformed: then there is nothing.
export function quietly(action) {
	try {
		return action();
	} catch {
		return undefined;
	}
}

import {DIALECTS} from './dialects.js';
import {$, el, on, onSubmit} from './dom.js';
import {signIn} from './login.js';
import {checkedAddress, claims, keepToken, remember, remembered, tokenFor} from './settings.js';

export class Door {
	#config;
	#join;

	constructor(config, join) {
		this.#config = config;
		this.#join = join;
		$('dialect').append(...Object.keys(DIALECTS).map(name => el('option', {}, name)));
		onSubmit('door', () => this.#submitted());
		on($('door'), 'input', () => this.#showAccess());
		const kept = remembered();
		$('address').value = kept.wsUrl || config.websocket_url || '';
		$('name').value = kept.name ?? '';
		$('room-name').value = new URLSearchParams(location.search).get('room') ?? kept.room ?? '';
		$('dialect').value = [kept.dialect, config.dialect].find(name => name in DIALECTS) ?? 'envelope';
		$('login-url').value = kept.loginUrl || this.#configuredLogin();
		this.#access.value = kept.access ?? 'guest';
	}

	open(problem = '') {
		$('door').hidden = false;
		this.#problem(problem);
		this.#showAccess();
		$($('address').value ? 'name' : 'address').focus();
	}

	rememberedTarget() {
		const target = this.#target();
		const {connectOnLoad, access} = remembered();
		if (!connectOnLoad || target instanceof Error) return undefined;
		if (access !== 'login') return target;
		const token = tokenFor(target.address);
		return token && {...target, token};
	}

	async #submitted() {
		this.#problem('');
		const target = this.#target();
		if (target instanceof Error) return this.#problem(target.message, $('room-name').validity.valid ? 'address' : 'room-name');
		const access = this.#access.value;
		remember({
			// A configured address may change with the configuration; only others are kept.
			wsUrl: target.address === this.#config.websocket_url ? '' : target.address,
			dialect: target.dialect,
			loginUrl: $('login-url').value === this.#configuredLogin() ? '' : $('login-url').value,
			access,
		});
		if (access === 'guest') return this.#join(target);
		const token = tokenFor(target.address) ?? (await this.#signIn(target.address));
		if (token) this.#join({...target, name: $('name').value.trim() || claims(token).user_id || 'guest', token});
	}

	async #signIn(address) {
		const userId = $('user-id').value.trim();
		const url = $('login-url').value.trim();
		if (!url) return this.#problem('Sign-in address: empty (expected: https://…)', 'login-url');
		if (!userId) return this.#problem('User ID: empty', 'user-id');
		$('connect').disabled = true;
		const token = await signIn(url, userId, $('password').value);
		$('connect').disabled = false;
		if (token instanceof Error) return this.#problem(token.message, 'password');
		$('password').value = '';
		keepToken(token, address);
		return token;
	}

	#target() {
		const address = checkedAddress($('address').value);
		if (address instanceof Error) return address;
		const room = $('room-name').value.trim() || 'lobby';
		if (!$('room-name').validity.valid) return new Error(`Room: ${$('room-name').title}`);
		return {address, room, name: $('name').value.trim() || 'guest', dialect: $('dialect').value};
	}

	#showAccess() {
		const token = tokenFor($('address').value);
		const wantsLogin = this.#access.value === 'login';
		$('login').hidden = !wantsLogin || token !== undefined;
		$('signed-in').hidden = !wantsLogin || token === undefined;
		if (token) $('signed-in').textContent = `Signed in as ${claims(token).user_id ?? 'somebody'}.`;
	}

	#problem(text, field) {
		$('door-problem').textContent = text;
		for (const input of $('door').querySelectorAll('[aria-invalid]')) input.ariaInvalid = null;
		if (!field) return;
		$(field).ariaInvalid = true;
		$(field).focus();
	}

	#configuredLogin() {
		return this.#config.login_url ? new URL(this.#config.login_url, location.href).href : '';
	}

	get #access() {
		return $('door').elements.access;
	}
}

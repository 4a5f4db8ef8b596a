// The form one comes in by: address, name, room, guest or signed in, dialect.

import {DIALECTS} from './dialects.js';
import {byId, el} from './dom.js';
import {signIn} from './login.js';
import {checkedAddress, claims, keepToken, remember, remembered, tokenFor} from './settings.js';

export class Door {
  #config;
  #join;

  /** join(target): `address`, `room`, `name`, `dialect` and perhaps `token`. */
  constructor(config, join) {
    this.#config = config;
    this.#join = join;
    byId('dialect').append(...Object.entries(DIALECTS).map(([name, {label}]) => el('option', {value: name}, label)));
    byId('door').addEventListener('submit', event => this.#submitted(event));
    byId('address').addEventListener('input', () => this.#showAccess());
    for (const radio of this.#radios()) radio.addEventListener('change', () => this.#showAccess());
    const kept = remembered();
    byId('address').value = kept.wsUrl || config.websocket_url || '';
    byId('name').value = kept.name ?? '';
    byId('room-name').value = new URLSearchParams(location.search).get('room') ?? kept.room ?? '';
    byId('dialect').value = kept.dialect in DIALECTS ? kept.dialect : config.dialect in DIALECTS ? config.dialect : 'envelope';
    byId('login-url').value = kept.loginUrl || this.#configuredLogin();
    for (const radio of this.#radios()) radio.checked = radio.value === (kept.access ?? 'guest');
  }

  open() {
    this.#problem('');
    this.#showAccess();
    byId(byId('address').value ? 'name' : 'address').focus();
  }

  /** What to connect to on load: only after connecting here before, and not after leaving. */
  rememberedTarget() {
    const target = this.#target();
    if (!remembered().connectOnLoad || target instanceof Error) return undefined;
    const needsToken = remembered().access === 'login' && !tokenFor(target.address);
    return needsToken ? undefined : target;
  }

  signedOut() {
    byId('password').value = '';
    byId('name').value = '';
    for (const radio of this.#radios()) radio.checked = radio.value === 'guest';
    this.#showAccess();
  }

  async #submitted(event) {
    event.preventDefault();
    this.#problem('');
    const target = this.#target();
    if (target instanceof Error) return this.#problem(target.message, 'address');
    const access = this.#access();
    remember({
      // An address that the host of the page configured may change with it; only others are kept.
      wsUrl: target.address === this.#config.websocket_url ? '' : target.address,
      dialect: target.dialect,
      loginUrl: byId('login-url').value === this.#configuredLogin() ? '' : byId('login-url').value,
      access,
    });
    if (access === 'guest') return this.#join(target);
    const token = tokenFor(target.address) ?? (await this.#signIn(target.address));
    if (token) this.#join({...target, name: byId('name').value.trim() || claims(token).user_id || 'guest', token});
  }

  async #signIn(address) {
    const userId = byId('user-id').value.trim();
    const url = byId('login-url').value.trim();
    if (!url) return this.#problem('Sign-in address: empty (expected: https://…)', 'login-url');
    if (!userId) return this.#problem('User ID: empty', 'user-id');
    byId('connect').disabled = true;
    const token = await signIn(url, userId, byId('password').value);
    byId('connect').disabled = false;
    if (token instanceof Error) return this.#problem(token.message, 'password');
    byId('password').value = '';
    keepToken(token, address);
    return token;
  }

  #target() {
    const address = checkedAddress(byId('address').value);
    if (address instanceof Error) return address;
    return {
      address,
      room: byId('room-name').value.trim() || 'lobby',
      name: byId('name').value.trim() || 'guest',
      dialect: byId('dialect').value,
    };
  }

  #showAccess() {
    const address = checkedAddress(byId('address').value);
    const token = address instanceof Error ? undefined : tokenFor(address);
    const wantsLogin = this.#access() === 'login';
    byId('login').hidden = !wantsLogin || token !== undefined;
    byId('signed-in').hidden = !wantsLogin || token === undefined;
    if (token) byId('signed-in').textContent = `Signed in as ${claims(token).user_id ?? 'somebody'}.`;
  }

  #problem(text, field) {
    byId('door-problem').textContent = text;
    for (const input of byId('door').querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    if (!field) return;
    byId(field).setAttribute('aria-invalid', 'true');
    byId(field).focus();
  }

  #configuredLogin() {
    return this.#config.login_url ? new URL(this.#config.login_url, location.href).href : '';
  }

  #access() {
    return this.#radios().find(radio => radio.checked).value;
  }

  #radios() {
    return [...byId('door').elements.access];
  }
}

import {DIALECTS} from './dialects.js';
import {quietly} from './dom.js';

const KEY = 'chat';
const TOKEN_KEY = 'authToken';
const LOOPBACK = /^(localhost$|\[::1]$|127\.)/;

export const remembered = () => quietly(() => JSON.parse(localStorage.getItem(KEY))) ?? {};

export const remember = changes =>
	quietly(() => localStorage.setItem(KEY, JSON.stringify({...remembered(), ...changes})));

export function forgetSession() {
	remember({connectOnLoad: false, access: 'guest', name: '', rooms: []});
	quietly(() => sessionStorage.clear());
}

// A token is kept for this tab only, and sent to no host but the one it was obtained for.
export const keepToken = (token, address) =>
	quietly(() => sessionStorage.setItem(TOKEN_KEY, JSON.stringify({token, host: new URL(address).host})));

export const tokenFor = address =>
	quietly(() => {
		const {host, token} = JSON.parse(sessionStorage.getItem(TOKEN_KEY));
		return host === new URL(address).host && !isOver(token) ? token : undefined;
	});

// For showing only: the server verifies tokens, this page cannot.
export const claims = token =>
	quietly(() => {
		const bytes = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
		return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, c => c.charCodeAt(0))));
	}) ?? {};

export const isOver = token => claims(token).exp * 1000 <= Date.now();

export function checkedAddress(value) {
	const url = quietly(() => new URL(value.trim().replace(/^http/, 'ws')));
	if (!/^wss?:$/.test(url?.protocol)) {
		return new Error(`Address: “${value}” (expected: ws://host… or wss://host…)`);
	}
	if (url.protocol === 'ws:' && location.protocol === 'https:' && !LOOPBACK.test(url.hostname)) {
		return new Error('Address: a page served over https can reach wss:// only.');
	}
	url.hash = '';
	return url.href;
}

// Spaces as %20, which every server decodes alike.
export function webSocketUrl({address, room, name, dialect}) {
	const url = new URL(address);
	const query = String(new URLSearchParams({room, name, dialect: DIALECTS[dialect].wire}));
	url.search += (url.search && '&') + query.replaceAll('+', '%20');
	return url.href;
}

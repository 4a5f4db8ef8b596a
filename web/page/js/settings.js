// What the page remembers between visits, and how it reaches a chat.

import {DIALECTS} from './dialects.js';

const KEY = 'chat';
const TOKEN_KEY = 'authToken';

/** Values kept in this browser; storage may be blocked, and then nothing is remembered. */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export function remember(changes) {
  try {
    localStorage.setItem(KEY, JSON.stringify({...remembered(), ...changes}));
  } catch {
    // Blocked or full storage: the page works, it only forgets.
  }
}

/** Forgets the token and what would connect again; the theme and the address may stay. */
export function forgetSession() {
  remember({connectOnLoad: false, access: 'guest', name: '', rooms: []});
  try {
    sessionStorage.removeItem(TOKEN_KEY);
  } catch {
    // Blocked storage holds no token.
  }
}

/** A token is kept for this tab only, and is sent to no other host than it was obtained for. */
export function keepToken(token, address) {
  try {
    sessionStorage.setItem(TOKEN_KEY, JSON.stringify({token, host: new URL(address).host}));
  } catch {
    // Blocked storage: signed in until the next reload.
  }
}

export function tokenFor(address) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TOKEN_KEY));
    return kept && kept.host === new URL(address).host ? kept.token : undefined;
  } catch {
    return undefined;
  }
}

/** The claims of a token, for showing only: the server verifies it, this page cannot. */
export function claims(token) {
  try {
    const bytes = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, c => c.charCodeAt(0))));
  } catch {
    return {};
  }
}

/** The WebSocket address, or an Error with a message for the user. */
export function checkedAddress(value) {
  let url;
  try {
    url = new URL(value.trim());
  } catch {
    return new Error(`Address: “${value}” (expected: ws://host… or wss://host…)`);
  }
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    return new Error(`Address: “${value}” (expected: ws://host… or wss://host…)`);
  }
  if (url.protocol === 'ws:' && location.protocol === 'https:' && !isLoopback(url.hostname)) {
    return new Error('Address: a page served over https can reach wss:// only.');
  }
  url.hash = '';
  return url.href;
}

/** The address with room, name and dialect; spaces as %20, which every server decodes alike. */
export function webSocketUrl({address, room, name, dialect}) {
  const url = new URL(address);
  const query = Object.entries({room, name, dialect: DIALECTS[dialect].wire})
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
  url.search = url.search ? `${url.search}&${query}` : query;
  return url.href;
}

const isLoopback = host => host === 'localhost' || host === '[::1]' || host.startsWith('127.');

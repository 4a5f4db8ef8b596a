// Ties the page together: the door, the conversation, the panels.

import {Chat} from './chat.js';
import {Door} from './door.js';
import {byId, duration, el} from './dom.js';
import {Operator} from './operator.js';
import {claims, forgetSession, remember, remembered, tokenFor} from './settings.js';

const MOST_ROOMS = 8;
const NARROW = matchMedia('(max-width: 760px)');
const config = await loadConfig();
const chat = new Chat(config, {changed: showState, ended: () => showDoor(false)});
const door = new Door(config, join);
let joined;
let autoDisconnectAt;

/** What the host of the page says about it; a page hosted without says nothing. */
async function loadConfig() {
  try {
    const response = await fetch('config.json', {cache: 'no-store'});
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

function join(target) {
  joined = target;
  const rooms = [target.room, ...(remembered().rooms ?? []).filter(room => room !== target.room)].slice(0, MOST_ROOMS);
  remember({room: target.room, name: target.name, rooms, connectOnLoad: true});
  armAutoDisconnect();
  byId('door').hidden = true;
  byId('chat').hidden = false;
  byId('toggle-side').hidden = false;
  panel('side', !NARROW.matches);
  chat.join(target);
  showRooms(rooms);
  byId('new-name').value = target.name;
  byId('title').textContent = target.room;
  byId('session-dialect').textContent = target.dialect;
  if (!NARROW.matches) byId('text').focus();
}

function showDoor(clear) {
  remember({connectOnLoad: false});
  byId('door').hidden = false;
  byId('chat').hidden = !joined || clear;
  byId('title').textContent = 'Chat';
  byId('toggle-side').hidden = true;
  panel('side', false);
  door.open();
}

function showRooms(rooms) {
  byId('rooms').replaceChildren(...rooms.map(room =>
    el('li', {}, el('button', {type: 'button', class: 'room', dir: 'auto', 'aria-current': room === joined.room ? 'true' : undefined, click: () => changeRoom(room)}, room))));
}

function changeRoom(room) {
  if (room && room !== joined.room) join({...joined, room});
  if (NARROW.matches) panel('side', false);
}

function panel(name, isOpen) {
  byId(name).hidden = !isOpen;
  byId(`toggle-${name}`).setAttribute('aria-expanded', String(isOpen));
  if (name === 'operator') operator?.open(isOpen);
}

function showState() {
  const {state} = chat.connection;
  byId('status').dataset.state = state;
  byId('retry').hidden = state !== 'waiting';
  showClocks();
}

function showClocks() {
  const {state, nextAttemptAt, connectedAt} = chat.connection;
  const seconds = Math.max(1, Math.ceil((nextAttemptAt - Date.now()) / 1000));
  const words = {
    idle: 'Not connected',
    connecting: 'Connecting …',
    open: 'Connected',
    waiting: `Disconnected; next attempt in ${seconds} s`,
  };
  setText('status-text', words[state]);
  setText('connected-at', connectedAt ? connectedAt.toISOString().slice(0, 19) + 'Z' : '–');
  setText('session-duration', connectedAt ? duration((Date.now() - connectedAt) / 1000) : '–');
  showToken();
  if (autoDisconnectAt && Date.now() >= autoDisconnectAt && state !== 'idle') {
    autoDisconnectAt = undefined;
    byId('auto-disconnect').checked = false;
    byId('auto-disconnect-seconds').disabled = true;
    chat.leave('Auto-disconnected due to session timeout.');
  }
}

function showToken() {
  const token = joined?.token;
  const {user_id: userId, exp} = token ? claims(token) : {};
  setText('login-status', token ? `Signed in as ${userId ?? 'somebody'}` : 'Guest');
  byId('token-row').hidden = !exp;
  if (exp) setText('token-validity', exp * 1000 > Date.now() ? duration(exp - Date.now() / 1000) : 'expired');
}

/** Only when it differs, or a screen reader would read the clock out each second. */
function setText(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function armAutoDisconnect() {
  const seconds = Number(byId('auto-disconnect-seconds').value);
  const armed = byId('auto-disconnect').checked && seconds >= 1;
  byId('auto-disconnect-seconds').disabled = !byId('auto-disconnect').checked;
  autoDisconnectAt = armed ? Date.now() + seconds * 1000 : undefined;
}

function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

const operator = config.operator_url ? new Operator(config.operator_url) : undefined;
if (operator) {
  byId('toggle-operator').hidden = false;
  byId('toggle-operator').addEventListener('click', () => {
    if (NARROW.matches) panel('side', false);
    panel('operator', byId('operator').hidden);
    remember({operator: !byId('operator').hidden});
  });
}
byId('toggle-side').addEventListener('click', () => {
  if (NARROW.matches) panel('operator', false);
  panel('side', byId('side').hidden);
});
addEventListener('keydown', event => {
  if (event.key === 'Escape' && NARROW.matches) ['side', 'operator'].forEach(name => panel(name, false));
});
byId('retry').addEventListener('click', () => chat.connection.reconnectNow());
addEventListener('online', () => chat.connection.reconnectNow());
byId('other-room').addEventListener('submit', event => {
  event.preventDefault();
  const input = byId('other-room-name');
  changeRoom(input.value.trim());
  input.value = '';
});
byId('rename').addEventListener('submit', event => {
  event.preventDefault();
  const name = byId('new-name').value.trim();
  if (!name || name === joined.name) return;
  joined = {...joined, name};
  remember({name});
  if (chat.rename(joined)) byId('text').focus();
});
byId('auto-disconnect').addEventListener('change', armAutoDisconnect);
byId('auto-disconnect-seconds').addEventListener('input', armAutoDisconnect);
byId('disconnect').addEventListener('click', () => chat.leave('You have been disconnected.'));
byId('logout').addEventListener('click', () => {
  forgetSession();
  chat.leave('');
  joined = undefined;
  chat.forget();
  showDoor(true);
  door.signedOut();
});
byId('theme').value = remembered().theme ?? '';
byId('theme').addEventListener('change', event => {
  remember({theme: event.target.value});
  applyTheme(event.target.value);
});
applyTheme(remembered().theme);
setInterval(showClocks, 1000);
door.open();
if (operator && remembered().operator !== false && !NARROW.matches) panel('operator', true);
const before = door.rememberedTarget();
if (before) join({...before, token: tokenFor(before.address)});

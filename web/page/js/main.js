import {Chat} from './chat.js';
import {Door} from './door.js';
import {$, duration, el, on, onSubmit} from './dom.js';
import {claims, forgetSession, isOver, remember, remembered} from './settings.js';

const MOST_ROOMS = 8;
const NARROW = matchMedia('(max-width: 760px)');
const config = await fetch('config.json', {cache: 'no-store'}).then(answer => (answer.ok ? answer.json() : {})).catch(() => ({}));
const chat = new Chat(config, {changed: showState, ended: showDoor});
const door = new Door(config, join);
let joined;
let operator;
let autoDisconnectAt;

function join(target) {
	joined = target;
	const rooms = [target.room, ...(remembered().rooms ?? []).filter(room => room !== target.room)].slice(0, MOST_ROOMS);
	remember({room: target.room, name: target.name, rooms, connectOnLoad: true});
	armAutoDisconnect();
	$('door').hidden = true;
	$('chat').hidden = false;
	$('toggle-side').hidden = false;
	panel('side', !NARROW.matches);
	chat.join(target);
	showRooms(rooms);
	$('new-name').value = target.name;
	setText('title', target.room);
	setText('session-dialect', target.dialect);
	if (!NARROW.matches) $('text').focus();
}

function showDoor() {
	remember({connectOnLoad: false});
	setText('title', 'Chat');
	$('toggle-side').hidden = true;
	panel('side', false);
	door.open();
}

function showRooms(rooms) {
	$('rooms').replaceChildren(...rooms.map(room =>
		el('li', {}, el('button', {type: 'button', class: 'room', dir: 'auto', 'aria-current': room === joined.room ? 'true' : undefined, click: () => changeRoom(room)}, room))));
}

function changeRoom(room) {
	if (room && room !== joined.room) join({...joined, room});
	if (NARROW.matches) panel('side', false);
}

function panel(name, isOpen) {
	$(name).hidden = !isOpen;
	$(`toggle-${name}`).ariaExpanded = isOpen;
	if (name === 'operator') operator?.open(isOpen);
}

function showState() {
	const {state, nextAttemptAt, connectedAt} = chat.connection;
	$('status').dataset.state = state;
	$('retry').hidden = state !== 'waiting';
	const words = {idle: 'Not connected', connecting: 'Connecting …', open: 'Connected', waiting: 'Disconnected; trying again'};
	setText('status-text', words[state]);
	const seconds = Math.max(1, Math.ceil((nextAttemptAt - Date.now()) / 1000));
	setText('countdown', state === 'waiting' ? `in ${seconds} s` : '');
	setText('connected-at', connectedAt?.toISOString().slice(0, 19).concat('Z') ?? '–');
	setText('session-duration', connectedAt ? duration((Date.now() - connectedAt) / 1000) : '–');
	showToken();
	if (autoDisconnectAt && Date.now() >= autoDisconnectAt && state !== 'idle') {
		$('auto-disconnect').checked = false;
		armAutoDisconnect();
		chat.leave('Auto-disconnected due to session timeout.');
	}
	if (state === 'waiting' && isOver(joined.token)) {
		chat.leave();
		door.open('The sign-in has expired. Sign in again to go on.');
	}
}

function showToken() {
	const token = joined?.token;
	const {user_id: userId, exp} = claims(token);
	setText('login-status', token ? `Signed in as ${userId ?? 'somebody'}` : 'Guest');
	$('token-row').hidden = !exp;
	if (exp) setText('token-validity', isOver(token) ? 'expired' : duration(exp - Date.now() / 1000));
}

function setText(id, text) {
	if ($(id).textContent !== text) $(id).textContent = text;
}

function armAutoDisconnect() {
	const seconds = Number($('auto-disconnect-seconds').value);
	const armed = $('auto-disconnect').checked && seconds >= 1;
	$('auto-disconnect-seconds').disabled = !$('auto-disconnect').checked;
	autoDisconnectAt = armed ? Date.now() + seconds * 1000 : undefined;
}

if (config.operator_module) {
	const {Operator} = await import(new URL(config.operator_module, location.href));
	operator = new Operator();
	on($('toggle-operator'), 'click', () => {
		if (NARROW.matches) panel('side', false);
		panel('operator', $('operator').hidden);
	});
	panel('operator', !NARROW.matches);
}
on($('toggle-side'), 'click', () => {
	if (NARROW.matches && operator) panel('operator', false);
	panel('side', $('side').hidden);
});
addEventListener('keydown', event => {
	if (event.key === 'Escape' && NARROW.matches) ['side', 'operator'].forEach(name => $(name) && panel(name, false));
});
on($('retry'), 'click', () => chat.connection.reconnectNow());
addEventListener('online', () => chat.connection.reconnectNow());
onSubmit('other-room', () => {
	const input = $('other-room-name');
	changeRoom(input.value);
	input.value = '';
});
onSubmit('rename', () => {
	const name = $('new-name').value.trim();
	if (!name || name === joined.name) return;
	joined = {...joined, name};
	remember({name});
	chat.rename(joined);
	$('text').focus();
});
on($('auto-disconnect'), 'change', armAutoDisconnect);
on($('auto-disconnect-seconds'), 'input', armAutoDisconnect);
on($('disconnect'), 'click', () => chat.leave('You have been disconnected.'));
on($('logout'), 'click', () => {
	chat.leave();
	forgetSession();
	location.reload(); // so that nothing is left in memory either
});
const {style} = document.documentElement;
style.colorScheme = $('theme').value = remembered().theme ?? '';
on($('theme'), 'change', event => remember({theme: (style.colorScheme = event.target.value)}));
setInterval(showState, 1000);
door.open();
const before = door.rememberedTarget();
if (before) join(before);

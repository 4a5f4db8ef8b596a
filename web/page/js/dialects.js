// The wire formats. Only its own dialect gives a frame a meaning: in some, what others write is the whole
// frame. One of another format is shown as it is.

import {quietly} from './dom.js';

const NAME_AND_TEXT = /^([^:\n]{1,128}): (.*)$/s;
const STAMPED = /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) - UTC\]\n (\S+) {2}(.*?)\n?$/s;
const PRESENCE = /^(?:A new user has (joined) the chat - (\S+)|User (\S+) has (left) the chat\.)$/;

// wire: what ?dialect= says; echoes: the sender gets its own message; rich: acks, history, people.
export const DIALECTS = {
	'envelope': {
		wire: 'envelope', echoes: true, rich: true,
		ping: {action: 'ping'},
		say: (text, id) => ({action: 'sendmessage', message: text, client_message_id: id}),
	},
	'name-text': {wire: 'name-text', say: text => ({action: 'sendmessage', msg: text})},
	'message-text': {wire: 'message-text', echoes: true, say: text => ({action: 'sendMessage', message: text})},
	'data-text': {wire: 'data-text', echoes: true, say: text => ({action: 'sendmessage', data: text})},
	'data-text-post': {wire: 'data-text', echoes: true, say: text => ({action: 'post', data: text})},
	'message-json': {
		wire: 'message-json', echoes: true,
		ping: {action: 'sendmessage', message: 'ping'},
		say: text => ({action: 'sendmessage', message: text}),
	},
};

/** What a frame says: an object whose `type` is one of the envelope's, or `notice`. Never throws. */
export function read(frame, dialectName) {
	if (typeof frame !== 'string') return {type: 'notice', text: 'A binary frame arrived; this page reads text only.'};
	const json = quietly(() => JSON.parse(frame)) ?? {};
	if (text(json.connectionId) && text(json.message) && (json.requestId || json.messageId)) {
		// API Gateway's own error frame, the same in every dialect.
		return {type: 'error', code: 'gateway', text: `The gateway answered: ${json.message}`};
	}
	if (DIALECTS[dialectName].rich && json.v === 1 && text(json.type)) return envelope(json);
	if (dialectName === 'message-json') return messageJson(json, frame);
	const [, name, words] = (dialectName === 'name-text' && NAME_AND_TEXT.exec(frame)) || [frame, '', frame];
	return said('', name, words, new Date());
}

// A name ends so by a token only.
const person = one => ({id: text(one.connection_id), name: text(one.name) + (one.user ? ' ✓' : '')});

function message(json) {
	return {
		type: json.type === 'direct' ? 'direct' : 'message',
		id: text(json.id),
		sender: person(json.sender ?? {}),
		to: text(json.to),
		text: text(json.text),
		at: time(json.sent_at),
		sequence: integer(json.sequence),
		clientId: text(json.client_message_id),
		position: text(json.position),
		deleted: !!json.deleted_at,
	};
}

// Every field that any type has, of the expected type, so that nobody else need check.
function envelope(json) {
	if (json.type === 'message' || json.type === 'direct') return message(json);
	return {
		type: json.type,
		id: text(json.connection_id) || text(json.id),
		clientId: text(json.client_message_id),
		sequence: integer(json.sequence),
		messages: objects(json.messages).map(message),
		before: text(json.before),
		after: text(json.after),
		position: text(json.position),
		recovered: json.recovered !== false,
		more: json.more === true,
		you: text(json.you),
		people: objects(json.people).map(person),
		count: integer(json.count),
		name: person(json).name,
		previousName: text(json.previous_name),
		code: text(json.code),
		text: text(json.message) || text(json.code),
	};
}

function messageJson(json, frame) {
	if (text(json.status)) return {type: 'status'};
	const words = text(json.message);
	if (json.error !== undefined && words) return {type: 'error', code: 'refused', text: words};
	if (words.toLowerCase() === 'pong') return {type: 'pong'};
	const [, joined, comer, leaver, left] = PRESENCE.exec(words) ?? [];
	const name = comer ?? leaver;
	if (name) return {type: joined ?? left, id: name, name};
	const stamped = STAMPED.exec(words);
	if (stamped) return said(stamped[2], stamped[2], stamped[3], time(stamped[1]));
	return said('', '', words || frame, new Date());
}

const said = (id, name, text, at) => ({type: 'message', id: '', sender: {id, name}, text, at, clientId: ''});
const text = value => (typeof value === 'string' ? value : '');
const integer = value => (Number.isSafeInteger(value) ? value : undefined);
const objects = value => (Array.isArray(value) ? value.filter(one => one instanceof Object) : []);

function time(value) {
	const date = new Date(text(value));
	return Number.isNaN(date.getTime()) ? new Date() : date;
}

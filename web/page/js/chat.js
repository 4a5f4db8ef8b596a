import {Connection, NORMAL} from './connection.js';
import {DIALECTS, read} from './dialects.js';
import {$, on, onSubmit, quietly} from './dom.js';
import {History} from './history.js';
import {Log} from './log.js';
import {People} from './people.js';
import {webSocketUrl} from './settings.js';
import {Timeline} from './timeline.js';

const CONFIRMED_WITHIN = 10_000;
// What was told to nobody, history has.
const LOOK_AFTER = 60_000;
const WHO_AFTER = 2_000;
// Of a socket that was replaced. Who is there is its successor's to tell: it asked anew.
const HEARD_LATE = new Set(['message', 'direct', 'ack', 'history', 'error', 'deleted']);
const UNTOLD = 'Connected again; nobody told what was said meanwhile.';

export class Chat {
	connection;
	#tell;
	#target;
	#dialect;
	#log;
	#lines;
	#history;
	#people;
	#to = null;
	#timers = {};
	// The connections this tab has had tell own messages apart, in history too.
	#own = new Set(quietly(() => JSON.parse(sessionStorage.getItem('own'))));

	constructor(config, tell) {
		this.#tell = tell;
		this.#log = new Log({
			older: () => this.#older(),
			retry: entry => this.#transmit(entry),
			unread: count => this.#showUnread(count),
		});
		this.#lines = new Timeline(this.#log);
		this.#log.lines = this.#lines;
		this.#people = new People(person => this.#writeTo(person));
		this.#history = new History(frame => this.connection.send(frame), this.#lines, this.#log, one => this.#arrived(one, false));
		this.connection = new Connection(
			{
				changed: tell.changed,
				opened: how => this.#opened(how),
				frame: (data, how) => this.#frame(data, how),
				closed: how => this.#closed(how),
				failed: text => this.#failed(text),
			},
			{heartbeat: (config.heartbeat_seconds ?? 30) * 1000, rollOver: (config.roll_over_minutes ?? 115) * 60_000});
		onSubmit('composer', () => this.#say());
		on($('text'), 'keydown', event => this.#key(event));
		on($('to-all'), 'click', () => this.#writeTo(null));
	}

	join(target) {
		this.#interrupted();
		this.#target = target;
		this.#dialect = DIALECTS[target.dialect];
		this.#history.reset();
		this.#lines.clear(`${target.address} ${target.room}`);
		this.#people.clear();
		this.#writeTo(null);
		$('beginning').hidden = true;
		this.#people.unknown(!this.#dialect.rich);
		this.#connect();
	}

	rename(target) {
		this.#target = target;
		if (this.#dialect.rich && this.connection.send({action: 'rename', name: target.name})) this.connection.retarget(this.#connectionTarget());
		else this.#connect();
	}

	leave(text) {
		this.connection.disconnect();
		if (text) this.#lines.notice(text);
		this.#history.abort();
		this.#people.clear();
		this.#tell.ended();
	}

	#connect() {
		this.connection.connect(this.#connectionTarget());
	}

	#connectionTarget() {
		return {
			url: webSocketUrl(this.#target),
			// A token travels as a subprotocol: unlike a URL, that is in no access log.
			protocols: this.#target.token ? [this.#dialect.wire, this.#target.token] : [],
			ping: this.#dialect.ping,
			overlap: this.#dialect.rich,
		};
	}

	async #opened({resumed}) {
		if (!this.#dialect.rich) {
			if (resumed) this.#lines.notice(UNTOLD);
			return this.#flush();
		}
		this.#askWho();
		const told = await (resumed ? this.#history.backfill() : this.#history.recent());
		if (!told && resumed && this.connection.state === 'open') this.#lines.notice(UNTOLD, 'error');
		this.#showBeginning();
		// What had reached the server is known by now and is not said again.
		this.#flush();
	}

	#closed({code, reason}) {
		this.#history.abort();
		this.#lines.notice(
			code === 1006 && !reason ? 'An error occurred with the connection.' : `You have been disconnected (${reason || `code ${code}`}).`,
			code === NORMAL ? 'faint' : 'error');
		this.#interrupted();
	}

	#interrupted() {
		for (const entry of this.#lines.unconfirmed('sending')) {
			if (this.#dialect.rich) this.#lines.mark(entry, 'queued');
			else this.#lines.mark(entry, 'failed', 'the connection closed');
		}
	}

	#failed(text) {
		this.#lines.notice(`The browser refuses this address: ${text}`, 'error');
		this.#tell.ended();
	}

	#frame(data, {replaced}) {
		const event = read(data, this.#target.dialect);
		if (replaced && !HEARD_LATE.has(event.type)) return;
		switch (event.type) {
			case 'message':
			case 'direct':
				return this.#arrived(event, true);
			case 'ack':
				return this.#lines.confirm(event);
			case 'history':
				return this.#history.received(event);
			case 'who':
				if (event.you) this.#own.add(event.you);
				quietly(() => sessionStorage.setItem('own', JSON.stringify([...this.#own])));
				return this.#people.received(event);
			case 'presence':
				return this.#present(event);
			case 'joined':
			case 'left':
				this.#people[event.type](event);
				if (event.count !== undefined && event.count !== this.#people.size) this.#askWhoSoon();
				if (event.id !== this.#people.you) this.#lines.presence(event.type, event.name || event.id);
				return;
			case 'renamed':
				this.#people.joined(event);
				return this.#lines.presence('renamed', `${event.previousName} is now ${event.name}`);
			case 'error':
				return this.#refused(event);
			case 'deleted':
				return this.#lines.deleted(event.id);
			case 'notice':
				return this.#lines.notice(event.text, 'error');
		} // else pong, or a type of a later version
	}

	#arrived(event, live) {
		if (live && !event.id && this.#cameBack(event)) return;
		const own = this.#own.has(event.sender.id);
		const entry = this.#lines.arrived(event, {own});
		if (entry && live && !own) this.#log.arrivedLive(entry);
		if (live && event.position) this.#lookSoon();
	}

	// Where frames carry no ids, the oldest own message of this text has come back.
	#cameBack({text}) {
		const mine = this.#dialect.echoes && this.#lines.unconfirmed('sending').find(entry => entry.text === text);
		if (mine) this.#lines.confirm(mine);
		return mine;
	}

	// Of many there is only a count.
	#present(event) {
		if (!event.people.length) {
			if (event.count !== this.#people.size) this.#askWhoSoon();
			return;
		}
		for (const [kind, people] of Object.entries(this.#people.present(event))) {
			for (const one of people) this.#lines.presence(kind, one.name || one.id);
		}
	}

	#askWho() {
		this.#people.asked();
		this.connection.send({action: 'who'});
	}

	#askWhoSoon() {
		this.#soon(WHO_AFTER, () => this.#askWho());
	}

	#lookSoon() {
		this.#soon(LOOK_AFTER, () => this.connection.state === 'open' && this.#history.backfill());
	}

	#soon(pause, action) {
		this.#timers[pause] ??= setTimeout(() => {
			delete this.#timers[pause];
			action();
		}, pause * (1 + Math.random()));
	}

	#refused({code, text, clientId}) {
		if (code === 'banned') return this.leave(text);
		if (code === 'unknown_action') this.#history.abort();
		const entry = this.#dialect.rich ? this.#lines.find(clientId) : this.#lines.unconfirmed('sending')[0];
		if (entry) this.#lines.mark(entry, 'failed', text);
		else this.#lines.notice(text, 'error');
	}

	async #older() {
		if (this.connection.state !== 'open') return;
		await this.#history.older();
		this.#showBeginning();
		return this.#history.hasOlder;
	}

	#showBeginning() {
		$('beginning').hidden = !this.#dialect.rich || this.connection.state !== 'open';
		$('beginning').textContent = this.#history.hasOlder ? 'Scroll up for older messages.' : `This is the beginning of ${this.#target.room}.`;
	}

	#say() {
		const input = $('text');
		const text = input.value.trim();
		if (text === '') return;
		input.value = '';
		const entry = this.#lines.wrote({
			type: this.#to ? 'direct' : 'message',
			clientId: crypto.getRandomValues(new Uint32Array(4)).join('-'),
			sender: {id: this.#people.you, name: this.#target.name},
			to: this.#to?.id,
			toName: this.#to?.name,
			text,
			state: 'queued',
		});
		this.#log.toEnd();
		this.#transmit(entry);
	}

	#transmit(entry) {
		const frame = entry.type === 'direct'
			? {action: 'direct', to: entry.to, message: entry.text, client_message_id: entry.clientId}
			: this.#dialect.say(entry.text, entry.clientId);
		if (!this.connection.send(frame)) return this.#lines.mark(entry, 'queued');
		this.#lines.mark(entry, 'sending');
		if (!this.#dialect.echoes) {
			this.#lines.confirm(entry);
			return this.#lines.mark(entry, 'unconfirmed');
		}
		clearTimeout(entry.timer);
		entry.timer = setTimeout(() => {
			if (entry.state === 'sending') this.#lines.mark(entry, 'failed', 'no confirmation');
		}, CONFIRMED_WITHIN);
	}

	#flush() {
		for (const entry of this.#lines.unconfirmed('queued')) this.#transmit(entry);
	}

	#writeTo(person) {
		this.#to = person;
		$('recipient').hidden = !person;
		$('recipient-name').textContent = `To ${person?.name} only`;
		if (person) $('text').focus();
	}

	#key(event) {
		const pages = {PageUp: -1, PageDown: 1}[event.key];
		if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.#say();
		} else if (event.key === 'Escape' && this.#to) {
			this.#writeTo(null);
		} else if (pages) {
			event.preventDefault();
			this.#log.scrollBy(pages);
		}
	}

	#showUnread(count) {
		document.title = `${count > 0 ? `(${count}) ` : ''}${this.#target?.room ?? 'Chat'}`;
	}
}

// What was said, in order and once: messages may arrive out of order, twice, or again from history.
// Notices stand where they happened.

const PRESENCE_TOGETHER = 30_000;
const PENDING = new Set(['queued', 'sending', 'failed']);

export class Timeline {
	entries = [];
	gone = new Set();
	#listener;
	#ids = new Map();
	#written = new Map();
	#where;
	#arrivals = 0;

	constructor(listener) {
		this.#listener = listener;
	}

	// What is not yet confirmed is kept, and shown where it was written.
	clear(where = this.#where) {
		this.#where = where;
		this.entries = [];
		this.#ids.clear();
		this.#listener.cleared();
		for (const [clientId, entry] of this.#written) {
			entry.node = undefined;
			if (!PENDING.has(entry.state)) this.#written.delete(clientId);
			else if (entry.where === where) this.#place(entry);
		}
	}

	// The new entry, or undefined if it was known. Others may use the same client ids, so only one's own count.
	arrived(message, {own}) {
		if (message.deleted) this.deleted(message.id);
		if (own && this.#written.has(message.clientId)) return this.confirm(message);
		if (this.#ids.has(message.id)) return undefined;
		const entry = {...message, own, state: undefined};
		this.#place(entry);
		return entry;
	}

	wrote(entry) {
		const added = {...entry, own: true, at: new Date(), where: this.#where};
		this.#written.set(added.clientId, added);
		this.#place(added);
		return added;
	}

	confirm({clientId, id, sequence, at}) {
		const entry = this.#written.get(clientId);
		if (entry?.where !== this.#where) return;
		const known = id && this.#ids.get(id);
		if (known && known !== entry) this.#take(known); // came before its ack
		this.#take(entry);
		Object.assign(entry, {state: 'sent', problem: undefined, id: id || entry.id, sequence: sequence ?? entry.sequence, at: at ?? entry.at});
		this.#place(entry);
	}

	// Also of what arrives later than the news of it.
	deleted(id) {
		this.gone.add(id);
		if (this.#ids.has(id)) this.#listener.changed(this.#ids.get(id));
	}

	mark(entry, state, problem) {
		Object.assign(entry, {state, problem});
		this.#listener.changed(entry);
	}

	find(clientId) {
		return this.#written.get(clientId);
	}

	unconfirmed(state) {
		return this.entries.filter(entry => entry.state === state);
	}

	notice(text, kind = 'faint') {
		this.#place({type: 'notice', text, kind, at: new Date()});
	}

	// Joins, leaves and changes of name close together share a line.
	presence(kind, name) {
		const last = this.entries.at(-1);
		const shared = last?.presence && Date.now() - last.at < PRESENCE_TOGETHER;
		const line = shared ? last : {type: 'notice', kind: 'faint', presence: []};
		line.presence.push({kind, name});
		Object.assign(line, {text: presenceText(line.presence), at: new Date()});
		if (shared) this.#listener.changed(line);
		else this.#place(line);
	}

	#place(entry) {
		if (entry.id) this.#ids.set(entry.id, entry);
		entry.key = [this.#major(entry), entry.sequence === undefined ? ++this.#arrivals : 0];
		this.entries.splice(this.indexFor(entry), 0, entry);
		this.#listener.changed(entry);
	}

	#take(entry) {
		this.entries.splice(this.entries.indexOf(entry), 1);
		this.#listener.removed(entry);
	}

	#major(entry) {
		if (entry.sequence !== undefined) return entry.sequence;
		if (PENDING.has(entry.state)) return Infinity;
		return this.entries.findLast(one => one.key[0] !== Infinity)?.key[0] ?? 0;
	}

	indexFor(entry) {
		let low = 0;
		let high = this.entries.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (compare(this.entries[middle], entry) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

function compare(a, b) {
	if (a.key[0] !== b.key[0]) return a.key[0] - b.key[0];
	if (a.key[1] !== b.key[1]) return a.key[1] - b.key[1];
	return a.id < b.id ? -1 : Number(a.id > b.id); // two senders at one instant
}

function presenceText(events) {
	const said = Object.entries({joined: ' joined', left: ' left', renamed: ''}).flatMap(([kind, verb]) => {
		const names = [...new Set(events.filter(event => event.kind === kind).map(event => event.name))];
		if (names.length > 3) names.splice(2, names.length, `and ${names.length - 2} others`);
		return names.length ? names.join(', ') + verb : [];
	});
	return said.join(' · ');
}

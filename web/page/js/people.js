import {$, el, face} from './dom.js';

const MOST_SHOWN = 200;

export class People {
	you = '';
	#people = new Map();
	#more = 0;
	#gathering = null;
	#write;

	constructor(write) {
		this.#write = write;
	}

	clear() {
		this.you = '';
		this.asked();
		this.#become(new Map());
	}

	// What an earlier answer still lacks does not come any more.
	asked() {
		this.#gathering = null;
	}

	// Long lists come in several frames.
	received({you, people, count, more}) {
		this.you = you || this.you;
		this.#gathering ??= new Map();
		for (const one of people) this.#gathering.set(one.id, one);
		if (more) return;
		this.#become(this.#gathering, count);
		this.#gathering = null;
	}

	#become(people, count = 0) {
		this.#people = people;
		this.#more = Math.max(0, count - people.size);
		this.#show();
	}

	get size() {
		return this.#people.size + this.#more;
	}

	// Who is there after several came and went; tells who did.
	present({people, count}) {
		const before = this.#people;
		this.#become(new Map(people.map(one => [one.id, one])), count);
		if (!this.you) return {};
		const only = (some, others) => [...some.values()].filter(one => !others.has(one.id));
		return {joined: only(this.#people, before), left: only(before, this.#people)};
	}

	joined(one) {
		this.#people.set(one.id, one);
		this.#show();
	}

	left({id}) {
		this.#people.delete(id);
		this.#show();
	}

	unknown(isUnknown) {
		$('people-unknown').hidden = !isUnknown;
		$('people-count').hidden = isUnknown;
	}

	#show() {
		$('people-count').textContent = this.size || '';
		const sorted = [...this.#people.values()].sort((a, b) => (b.id === this.you) - (a.id === this.you) || a.name.localeCompare(b.name));
		const rest = sorted.length + this.#more - MOST_SHOWN;
		$('people').replaceChildren(...sorted.slice(0, MOST_SHOWN).map(one => this.#item(one)));
		if (rest > 0) $('people').append(el('li', {class: 'faint'}, `and ${rest} more`));
	}

	#item(one) {
		const shown = [face(one.name, 'small'), el('span', {dir: 'auto'}, one.name)];
		if (one.id === this.you) return el('li', {class: 'person'}, ...shown, el('span', {class: 'tag'}, 'you'));
		return el('li', {},
			el('button', {class: 'person', title: `Write to ${one.name} only`, click: () => this.#write(one)}, ...shown));
	}
}

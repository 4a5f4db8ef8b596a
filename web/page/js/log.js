// Draws the timeline, some of it a frame.

import {$, el, face, on as listen} from './dom.js';

const TIME = new Intl.DateTimeFormat([], {timeStyle: 'short'});
const DAY_AND_TIME = new Intl.DateTimeFormat([], {dateStyle: 'medium', timeStyle: 'short'});
const BLOCK = 25;
const A_FRAME = 20;
const NEAR_END = 48;
const NEAR_START = 600;
const TOGETHER = 5 * 60_000;
const STATES = {
	queued: ['◌', 'waiting for the connection'],
	sending: ['…', 'sending'],
	sent: ['✓', 'stored'],
	unconfirmed: ['→', 'sent; this dialect does not confirm'],
	failed: ['!', 'not sent'],
};

export class Log {
	lines;
	#on;
	#scroller = $('scroller');
	#list = $('log');
	#button = $('to-newest');
	#dirty = new Set();
	#unread = 0;
	#divider = el('li', {class: 'divider', role: 'separator'}, 'New messages');
	#atEnd = true;
	#drawing = false;
	#loading = 0;

	constructor(on) {
		this.#on = on;
		listen(this.#scroller, 'scroll', () => this.#scrolled());
		listen(this.#button, 'click', () => this.toEnd());
		listen(document, 'visibilitychange', () => this.#seen());
		new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(this.#scroller);
	}

	changed(entry) {
		this.#dirty.add(entry);
		this.#drawSoon();
	}

	removed(entry) {
		this.#dirty.delete(entry);
		entry.node?.remove();
		entry.node = undefined;
	}

	cleared() {
		this.#dirty.clear();
		this.#list.replaceChildren();
		this.#count(0);
		this.#atEnd = true;
	}

	toEnd() {
		this.#scroller.scrollTop = this.#scroller.scrollHeight;
		this.#atEnd = true;
		this.#seen();
	}

	scrollBy(pages) {
		this.#scroller.scrollBy({top: pages * this.#scroller.clientHeight * 0.9});
	}

	arrivedLive(entry) {
		if (this.#atEnd && !document.hidden) return;
		if (this.#unread === 0) {
			this.#divider.remove();
			entry.firstUnread = true;
		}
		this.#count(this.#unread + 1);
	}

	#drawSoon() {
		if (this.#drawing) return;
		this.#drawing = true;
		(document.hidden ? setTimeout : requestAnimationFrame)(() => this.#draw(), 200);
	}

	#draw() {
		this.#drawing = false;
		if (!this.#dirty.size) {
			if (!this.#loading) this.#scroller.ariaBusy = null;
			return;
		}
		const first = this.#list.querySelector('li');
		const top = first?.getBoundingClientRect().top;
		this.#scroller.style.overflowAnchor = 'none';
		for (const entry of [...this.#dirty].slice(0, document.hidden ? Infinity : A_FRAME)) {
			this.#dirty.delete(entry);
			this.#drawEntry(entry);
		}
		this.#drawSoon();
		// What comes in above must not move what is being read.
		if (this.#atEnd) this.toEnd();
		else if (first) this.#scroller.scrollTop += first.getBoundingClientRect().top - top;
		this.#scroller.style.overflowAnchor = '';
	}

	#drawEntry(entry) {
		const index = this.lines.indexFor(entry);
		const entries = this.lines.entries;
		const node = entry.type === 'notice' ? notice(entry) : this.#message(entry, entries[index - 1]);
		if (entry.node) entry.node.replaceWith(node);
		else this.#insert(node, entries, index);
		entry.node = node;
		if (entry.firstUnread) {
			node.before(this.#divider);
			entry.firstUnread = false;
		}
		const follower = entries[index + 1];
		follower?.node?.classList.toggle('follows', follows(follower, entry));
	}

	// In blocks: skipping 10,000 single messages costs more than drawing a few.
	#insert(node, entries, index) {
		let next = index + 1;
		while (next < entries.length && !entries[next].node) next++;
		const after = entries[next]?.node;
		let block = after?.parentNode ?? this.#list.lastElementChild;
		if (!block || (!after && block.childElementCount >= BLOCK)) this.#list.append((block = el('ol')));
		block.insertBefore(node, after ?? null);
		if (block.childElementCount < 2 * BLOCK) return;
		const rest = el('ol');
		rest.append(...[...block.children].slice(BLOCK));
		block.after(rest);
	}

	#message(entry, previous) {
		const name = entry.sender?.name || (entry.own ? 'you' : 'somebody');
		return el('li', {class: `message ${entry.type} ${entry.own ? 'own' : ''} ${follows(entry, previous) ? 'follows' : ''}`},
			face(name),
			el('p', {class: 'head'},
				el('span', {class: 'who', dir: 'auto'}, name),
				entry.type === 'direct' ? el('span', {class: 'tag'}, entry.own ? `to ${entry.toName}` : 'to you only') : undefined,
				time(entry)),
			this.lines.gone.has(entry.id)
				? el('p', {class: 'faint'}, 'This message was deleted.')
				: el('p', {class: 'text', dir: 'auto'}, entry.text, this.#state(entry)));
	}

	#state(entry) {
		const [sign, meaning] = STATES[entry.state] ?? [];
		if (!sign) return undefined;
		const words = entry.problem ? `${meaning}: ${entry.problem}` : meaning;
		return el('span', {class: `state ${entry.state}`, title: words},
			el('span', {'aria-hidden': 'true'}, ` ${sign}`),
			el('span', {class: entry.state === 'failed' ? '' : 'unseen'}, ` ${words} `),
			entry.state === 'failed' ? el('button', {type: 'button', click: () => this.#on.retry(entry)}, 'Try again') : undefined);
	}

	#scrolled() {
		const {scrollTop, scrollHeight, clientHeight} = this.#scroller;
		this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
		this.#button.hidden = this.#atEnd;
		this.#seen();
		if (scrollTop < NEAR_START && !this.#dirty.size) this.#loadOlder();
	}

	// History is not read out: the log is busy until all of it is drawn.
	async loading(reply) {
		this.#loading++;
		this.#scroller.ariaBusy = true;
		await reply;
		this.#loading--;
		this.#drawSoon();
	}

	async #loadOlder() {
		// At the very top there are no further scroll events to ask again by.
		if (!this.#loading && (await this.#on.older())) setTimeout(() => this.#scrolled(), 300);
	}

	#seen() {
		if (this.#atEnd && !document.hidden) this.#count(0);
	}

	#count(unread) {
		this.#unread = unread;
		this.#button.textContent = unread > 0 ? `↓ ${unread} new` : '↓ Newest';
		this.#on.unread(unread);
	}
}

function notice(entry) {
	return el('li', {class: `notice ${entry.kind}`}, el('span', {dir: 'auto'}, entry.text), time(entry));
}

function follows(entry, previous) {
	return previous?.type === 'message' && entry.type === 'message' && previous.sender?.id === entry.sender?.id
		&& previous.sender?.name === entry.sender?.name && previous.own === entry.own && entry.at - previous.at < TOGETHER;
}

function time({at}) {
	const shape = at.toDateString() === new Date().toDateString() ? TIME : DAY_AND_TIME;
	return el('time', {datetime: at.toISOString(), title: DAY_AND_TIME.format(at)}, shape.format(at));
}

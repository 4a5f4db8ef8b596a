// One request at a time: replies carry no id.

const PAGE = 100;
const FIRST_PAGE = 50;
const MOST_PAGES = 10;
const REPLY_WITHIN = 10_000;

export class History {
	#send;
	#lines;
	#log;
	#arrived;
	#finish = null;
	#last = Promise.resolve();
	#older = '';
	// Up to where everything was told.
	#position = '';

	constructor(send, timeline, log, arrived) {
		this.#send = send;
		this.#lines = timeline;
		this.#log = log;
		this.#arrived = arrived;
	}

	get hasOlder() {
		return this.#older !== '';
	}

	reset() {
		this.abort();
		this.#older = '';
		this.#position = '';
	}

	// False if the server did not tell, as the others.
	recent() {
		return this.#backwards({limit: FIRST_PAGE});
	}

	async older() {
		if (this.hasOlder) await this.#backwards({before: this.#older, limit: PAGE});
	}

	async #backwards(query) {
		const reply = await this.#ask(query);
		if (reply) this.#older = reply.before;
		return reply !== null;
	}

	// What was missed, or if that is too much, all anew.
	async backfill() {
		for (let page = 0; this.#position && page < MOST_PAGES; page++) {
			const reply = await this.#ask({after_position: this.#position, limit: PAGE});
			if (!reply) return false;
			if (!reply.recovered) break;
			if (!reply.after) return true;
		}
		if (this.#position) {
			this.#lines.clear();
			this.#lines.notice('Away too long: the list starts anew.');
		}
		return this.recent();
	}

	received(event) {
		for (const message of event.messages) this.#arrived(message);
		if (!this.#finish || event.more) return;
		if (event.position) this.#position = event.position;
		this.#finish(event);
	}

	abort() {
		this.#finish?.(null);
	}

	#ask(query) {
		this.#last = this.#last.then(() => new Promise(resolve => {
			const timer = setTimeout(() => this.abort(), REPLY_WITHIN);
			this.#finish = reply => {
				clearTimeout(timer);
				this.#finish = null;
				resolve(reply);
			};
			if (!this.#send({action: 'history', ...query})) this.abort();
		}));
		this.#log.loading(this.#last);
		return this.#last;
	}
}

// A lasting connection over sockets that do not last: reconnects with growing, jittered pauses, pings,
// and replaces a socket before API Gateway cuts it after two hours.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const OPEN_WITHIN = 15_000;
const ANSWER_WITHIN = 10_000;
const STABLE_AFTER = 5_000;
const DRAIN = 3_000;
const ROLL_OVER_RETRY = 60_000;
export const NORMAL = 1000;
const NO_ANSWER = {code: 1006, reason: 'no answer'};

// The listener: `changed()` (of state: idle, connecting, open, waiting), `opened({resumed})`,
// `frame(data, {replaced})` (by a socket that no longer is the present one), `closed({code, reason})` and
// `failed(message)`.
export class Connection {
	state = 'idle';
	nextAttemptAt = 0;
	connectedAt = null;

	#listener;
	#settings;
	#target;
	#socket = null;
	// The present one, its successor until it opens and its predecessor until it is drained.
	#sockets = new Set();
	#wasOpen;
	#attempts;
	#timers = new Map();

	constructor(listener, settings) {
		this.#listener = listener;
		this.#settings = settings;
	}

	// target: url, protocols, ping (a frame or undefined), overlap (two sockets may tell the same message).
	connect(target) {
		this.disconnect();
		this.#target = target;
		this.#wasOpen = false;
		this.#attempts = 0;
		this.#open();
	}

	disconnect() {
		this.#target = undefined;
		this.#detach(NORMAL);
		this.#become('idle');
	}

	// For the next socket; the present one stays.
	retarget(target) {
		this.#target = target;
	}

	reconnectNow() {
		if (this.state === 'waiting') this.#open();
	}

	send(json) {
		if (this.state !== 'open') return false;
		this.#socket.send(JSON.stringify(json));
		return true;
	}

	#open() {
		this.#detach();
		this.#become('connecting');
		this.#socket = this.#newSocket(
			socket => this.#opened(socket),
			how => this.#lost(how));
	}

	#newSocket(opened, lost) {
		let socket;
		try {
			socket = new WebSocket(this.#target.url, this.#target.protocols);
		} catch (error) {
			this.disconnect();
			this.#listener.failed(error.message);
			return null;
		}
		this.#sockets.add(socket);
		this.#after('open', OPEN_WITHIN, () => lost(NO_ANSWER));
		socket.onopen = () => opened(socket);
		socket.onclose = lost;
		socket.onmessage = event => {
			const replaced = socket !== this.#socket;
			if (!replaced) this.#cancel('answer');
			this.#listener.frame(event.data, {replaced});
		};
		return socket;
	}

	#opened(socket) {
		const resumed = this.#wasOpen;
		this.#wasOpen = true;
		this.#socket = socket;
		socket.onclose = how => this.#lost(how);
		this.#cancel('open');
		this.#cancel('answer');
		this.connectedAt = new Date();
		// No tight loop where a server accepts and closes at once.
		this.#after('stable', STABLE_AFTER, () => (this.#attempts = 0));
		this.#beat();
		// Jitter, or all who came together would leave together.
		this.#after('rollOver', this.#settings.rollOver * (1 - Math.random() / 20), () => this.#rollOver());
		this.#become('open');
		this.#listener.opened({resumed});
	}

	#beat() {
		this.#after('heartbeat', this.#settings.heartbeat, () => {
			this.#beat();
			if (!this.#target.ping) return;
			this.send(this.#target.ping);
			this.#after('answer', ANSWER_WITHIN, () => this.#lost(NO_ANSWER));
		});
	}

	#rollOver() {
		const old = this.#socket;
		const target = this.#target;
		const next = this.#newSocket(
			() => {
				if (target !== this.#target) {
					// It came under a name that was changed meanwhile.
					this.#drop(next);
					return this.#rollOver();
				}
				old.onclose = null;
				// Where messages have ids, what the old socket still has to say is said twice rather than never.
				this.#after('drain', target.overlap ? DRAIN : 0, () => this.#drop(old, NORMAL, 'rolled over'));
				this.#opened(next);
			},
			() => {
				this.#cancel('open');
				this.#drop(next);
				this.#after('rollOver', ROLL_OVER_RETRY, () => this.#rollOver());
			});
	}

	#lost({code, reason}) {
		const wasOpen = this.state === 'open';
		this.#detach();
		if (wasOpen) this.#listener.closed({code, reason});
		if (!this.#target) return;
		const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempts++) * (0.5 + Math.random() / 2);
		this.nextAttemptAt = Date.now() + pause;
		this.#after('pause', pause, () => this.#open());
		this.#become('waiting');
	}

	#detach(code) {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
		for (const socket of this.#sockets) this.#drop(socket, code);
		this.#socket = null;
		this.connectedAt = null;
	}

	// Nothing that it still says is heard: it would be told to what came after it.
	#drop(socket, code, reason) {
		this.#sockets.delete(socket);
		socket.onopen = socket.onmessage = socket.onclose = null;
		socket.close(code, reason);
	}

	#become(state) {
		if (state === this.state && state !== 'waiting') return;
		this.state = state;
		this.#listener.changed();
	}

	#after(name, milliseconds, action) {
		this.#cancel(name);
		this.#timers.set(name, setTimeout(action, milliseconds));
	}

	#cancel(name) {
		clearTimeout(this.#timers.get(name));
		this.#timers.delete(name);
	}
}

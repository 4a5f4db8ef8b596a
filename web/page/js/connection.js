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

// The listener: `changed()` (of state: idle, connecting, open, waiting), `opened({resumed})`, `frame(data)`,
// `closed({code, reason})` and `failed(message)`.
export class Connection {
	state = 'idle';
	nextAttemptAt = 0;
	connectedAt = null;

	#listener;
	#settings;
	#target;
	#socket = null;
	#wasOpen = false;
	#attempts = 0;
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
		const socket = this.#detach();
		this.#target = undefined;
		socket?.close(NORMAL);
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
		const socket = this.#newSocket();
		if (!socket) return;
		this.#socket = socket;
		this.#after('open', OPEN_WITHIN, () => this.#lost(socket, {code: 1006, reason: 'no answer'}));
		socket.onopen = () => this.#opened(socket);
		this.#listenTo(socket);
	}

	#newSocket() {
		try {
			return new WebSocket(this.#target.url, this.#target.protocols);
		} catch (error) {
			this.#target = undefined;
			this.#become('idle');
			this.#listener.failed(error.message);
			return null;
		}
	}

	#listenTo(socket) {
		socket.onmessage = event => {
			this.#cancel('answer');
			this.#listener.frame(event.data);
		};
		socket.onclose = event => this.#lost(socket, event);
	}

	#opened(socket) {
		const resumed = this.#wasOpen;
		this.#wasOpen = true;
		this.#cancel('open');
		this.connectedAt = new Date();
		// No tight loop where a server accepts and closes at once.
		this.#after('stable', STABLE_AFTER, () => (this.#attempts = 0));
		this.#beat(socket);
		// Jitter, or all who came together would leave together.
		this.#after('rollOver', this.#settings.rollOver * (1 - Math.random() / 20), () => this.#rollOver());
		this.#become('open');
		this.#listener.opened({resumed});
	}

	#beat(socket) {
		this.#after('heartbeat', this.#settings.heartbeat, () => {
			this.#beat(socket);
			if (!this.#target.ping) return;
			this.send(this.#target.ping);
			this.#after('answer', ANSWER_WITHIN, () => this.#lost(socket, {code: 1006, reason: 'no answer'}));
		});
	}

	#rollOver() {
		const old = this.#socket;
		const next = this.#newSocket();
		if (!next) return;
		next.onclose = () => {
			if (this.#socket === old) this.#after('rollOver', ROLL_OVER_RETRY, () => this.#rollOver());
		};
		next.onopen = () => {
			if (this.#socket !== old) return next.close(NORMAL);
			old.onclose = null;
			// Where messages have ids, what the old socket still has to say is said twice rather than never.
			setTimeout(() => {
				old.onmessage = null;
				old.close(NORMAL, 'rolled over');
			}, this.#target.overlap ? DRAIN : 0);
			this.#socket = next;
			this.#listenTo(next);
			this.#opened(next);
		};
	}

	#lost(socket, {code, reason}) {
		if (socket !== this.#socket) return;
		const wasOpen = this.state === 'open';
		this.#detach()?.close();
		if (wasOpen) this.#listener.closed({code, reason});
		if (!this.#target) return;
		const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempts++) * (0.5 + Math.random() / 2);
		this.nextAttemptAt = Date.now() + pause;
		this.#after('pause', pause, () => this.#open());
		this.#become('waiting');
	}

	#detach() {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
		const socket = this.#socket;
		this.#socket = null;
		this.connectedAt = null;
		if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
		return socket;
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

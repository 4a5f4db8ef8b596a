// Reading back: the newest messages on joining, older ones on scrolling up, and what was missed after a
// reconnect. One request at a time, since replies carry no request id.

const PAGE = 100;
const FIRST_PAGE = 50;
const MOST_PAGES = 10;
const REPLY_WITHIN = 10_000;

export class History {
  #send;
  #timeline;
  #arrived;
  #waiting = null;
  #last = Promise.resolve();
  #older = '';

  /** send(frame): whether it went out; arrived(message): adds one to the timeline. */
  constructor(send, timeline, arrived) {
    this.#send = send;
    this.#timeline = timeline;
    this.#arrived = arrived;
  }

  /** Whether there is more to scroll back to. */
  get hasOlder() {
    return this.#older !== '';
  }

  /** Another room: nothing of the former one is asked for again. */
  reset() {
    this.abort();
    this.#older = '';
  }

  /** The newest page; false if the server did not tell. */
  async recent() {
    const reply = await this.#ask({limit: FIRST_PAGE});
    if (!reply) return false;
    this.#older = reply.before;
    return true;
  }

  async older() {
    if (!this.hasOlder) return;
    const reply = await this.#ask({before: this.#older, limit: PAGE});
    if (reply) this.#older = reply.before;
  }

  /** Everything since the newest known message. After a long absence the list starts anew instead. */
  async backfill() {
    let after = this.#timeline.safeId();
    if (!after) return this.recent();
    for (let page = 0; page < MOST_PAGES; page++) {
      const reply = await this.#ask({after, limit: PAGE});
      if (!reply) return false;
      this.#timeline.forgetGap();
      if (reply.messages.length < PAGE) return true;
      after = reply.messages.map(message => message.id).reduce((a, b) => (a > b ? a : b));
    }
    this.#timeline.clear();
    return this.recent();
  }

  /** A `history` frame; the last one of a reply completes it. */
  received(event) {
    for (const message of event.messages) this.#arrived(message);
    if (!this.#waiting) return;
    this.#waiting.messages.push(...event.messages);
    if (event.before) this.#waiting.before = event.before;
    if (!event.more) this.#waiting.finish(this.#waiting);
  }

  /** The connection ended, or the server knows no history: what was asked stays unanswered. */
  abort() {
    this.#waiting?.finish(null);
  }

  #ask(query) {
    const reply = this.#last.then(() => this.#request(query));
    this.#last = reply;
    return reply;
  }

  #request(query) {
    return new Promise(resolve => {
      const timer = setTimeout(() => this.abort(), REPLY_WITHIN);
      const finish = reply => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(reply);
      };
      this.#waiting = {messages: [], before: '', finish};
      if (!this.#send({action: 'history', ...query})) finish(null);
    });
  }
}

// The conversation: what arrives goes to the timeline, what is written goes out and is followed until
// the server confirmed it.

import {Connection} from './connection.js';
import {DIALECTS, read} from './dialects.js';
import {byId} from './dom.js';
import {History} from './history.js';
import {Log} from './log.js';
import {People} from './people.js';
import {webSocketUrl} from './settings.js';
import {Timeline} from './timeline.js';

const CONFIRMED_WITHIN = 10_000;
const GAP_PATIENCE = 1_500;
const CLOSED_NORMALLY = 1000;
const TEXT_BYTES = 30_000;

export class Chat {
  connection;
  #on;
  #target;
  #dialect;
  #log;
  #timeline;
  #history;
  #people;
  #to = null;
  #gapTimer;
  #tab = tabId();

  /** on: `changed()` when the connection's state did, `ended()` when the user or a failure ended it. */
  constructor(config, on) {
    this.#on = on;
    this.#log = new Log({
      older: () => this.#older(),
      retry: entry => this.#transmit(entry),
      unread: count => this.#showUnread(count),
    });
    this.#timeline = new Timeline(this.#log);
    this.#log.show(this.#timeline);
    this.#people = new People(person => this.#writeTo(person));
    this.#history = new History(frame => this.connection.send(frame), this.#timeline, one => this.#arrived(one, false));
    this.connection = new Connection(
      {
        changed: () => this.#on.changed(),
        opened: how => this.#opened(how),
        frame: data => this.#frame(data),
        closed: how => this.#closed(how),
        failed: text => this.#failed(text),
      },
      {heartbeat: (config.heartbeat_seconds ?? 30) * 1000, rollOver: (config.roll_over_minutes ?? 115) * 60_000});
    byId('composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#say();
    });
    byId('text').addEventListener('keydown', event => this.#key(event));
    byId('to-all').addEventListener('click', () => this.#writeTo(null));
  }

  join(target) {
    this.#target = target;
    this.#dialect = DIALECTS[target.dialect];
    this.forget();
    this.#people.unknown(!this.#dialect.rich);
    this.#connect();
  }

  /** A new name: told to the room where the dialect can, else taken with a new connection. */
  rename(target) {
    this.#target = target;
    if (this.#dialect.rich && this.connection.send({action: 'rename', name: target.name})) {
      this.connection.retarget(this.#connectionTarget());
    } else {
      this.#connect();
    }
    return true;
  }

  leave(text) {
    this.connection.disconnect();
    if (text) this.#timeline.notice(text);
    this.#history.abort();
    this.#people.clear();
    this.#on.ended();
  }

  forget() {
    this.#history.reset();
    this.#timeline.clear();
    this.#people.clear();
    this.#writeTo(null);
    byId('beginning').hidden = true;
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
      if (resumed) this.#timeline.notice('Connected again. This dialect does not tell what was said meanwhile.');
      this.#flush();
      return;
    }
    this.connection.send({action: 'who'});
    const told = await (resumed ? this.#history.backfill() : this.#history.recent());
    if (!told && resumed && this.connection.state === 'open') {
      this.#timeline.notice('Connected again. The server did not tell what was said meanwhile.', 'error');
    }
    this.#showBeginning();
    // After the backfill: what had reached the server is known by now and is not said again.
    this.#flush();
  }

  #closed({code, reason}) {
    this.#history.abort();
    const why = reason || (code === 1006 ? '' : `code ${code}`);
    this.#timeline.notice(
      code === 1006 && !reason ? 'An error occurred with the connection.' : `You have been disconnected${why ? ` (${why})` : ''}.`,
      code === CLOSED_NORMALLY ? 'info' : 'error');
    for (const entry of this.#timeline.unconfirmed('sending')) {
      if (this.#dialect.rich) this.#timeline.mark(entry, 'queued');
      else this.#timeline.mark(entry, 'failed', 'the connection closed before it came back');
    }
  }

  #failed(text) {
    this.#timeline.notice(`The browser refuses this address: ${text}`, 'error');
    this.#on.ended();
  }

  #frame(data) {
    const event = read(data, this.#target.dialect);
    switch (event.type) {
      case 'message':
      case 'direct':
        return this.#arrived(event, true);
      case 'ack':
        return this.#timeline.confirm(event);
      case 'history':
        this.#history.received(event);
        return this.#showBeginning();
      case 'who':
        return this.#people.received(event);
      case 'joined':
      case 'left':
        this.#people[event.type](event);
        if (event.id !== this.#people.you) this.#timeline.presence(event.type, event.name || event.id);
        return undefined;
      case 'renamed':
        this.#people.joined(event);
        return this.#timeline.presence('renamed', `${event.previousName} is now ${event.name}`);
      case 'error':
        return this.#refused(event);
      case 'notice':
        return this.#timeline.notice(event.text, 'error');
      default: // pong, or a type of a later version
        return undefined;
    }
  }

  #arrived(event, live) {
    if (live && !event.id && this.#cameBack(event)) return;
    const own = (event.sender.id !== '' && event.sender.id === this.#people.you) || event.clientId.startsWith(this.#tab);
    const entry = this.#timeline.arrived(event, {own, live});
    if (entry && live && !own) this.#log.arrivedLive(entry);
    if (live && this.#timeline.hasGap) this.#closeGapSoon();
  }

  /** Where frames carry no ids, the oldest own message of the same text has come back. */
  #cameBack({text}) {
    if (!this.#dialect.echoes) return false;
    const mine = this.#timeline.unconfirmed('sending').find(entry => entry.text === text);
    if (mine) this.#timeline.confirm(mine);
    return mine !== undefined;
  }

  /** A skipped number is late or lost; history knows. */
  #closeGapSoon() {
    if (this.#gapTimer) return;
    this.#gapTimer = setTimeout(async () => {
      this.#gapTimer = undefined;
      if (!this.#timeline.hasGap || this.connection.state !== 'open') return;
      await this.#history.backfill();
      this.#timeline.forgetGap();
    }, GAP_PATIENCE);
  }

  #refused({code, text, clientId}) {
    if (code === 'unknown_action') this.#history.abort();
    const entry = clientId ? this.#timeline.find(clientId) : this.#dialect.rich ? undefined : this.#timeline.unconfirmed('sending')[0];
    if (entry) this.#timeline.mark(entry, 'failed', text);
    else this.#timeline.notice(text, 'error');
  }

  async #older() {
    if (this.connection.state !== 'open') return;
    await this.#history.older();
    this.#showBeginning();
  }

  #showBeginning() {
    byId('beginning').hidden = !this.#dialect.rich || this.connection.state !== 'open';
    byId('beginning').textContent = this.#history.hasOlder ? 'Scroll up for older messages.' : `This is the beginning of ${this.#target.room}.`;
  }

  #say() {
    const input = byId('text');
    const text = input.value.trim();
    if (text === '') return;
    if (new TextEncoder().encode(text).length > TEXT_BYTES) {
      return this.#timeline.notice(`This message is too long (expected: at most ${TEXT_BYTES} bytes).`, 'error');
    }
    input.value = '';
    const entry = this.#timeline.wrote({
      type: this.#to ? 'direct' : 'message',
      clientId: `${this.#tab}-${randomHex(6)}`,
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
    if (!this.connection.send(frame)) return this.#timeline.mark(entry, 'queued');
    this.#timeline.mark(entry, 'sending');
    if (!this.#dialect.echoes) {
      this.#timeline.confirm(entry);
      return this.#timeline.mark(entry, 'unconfirmed');
    }
    setTimeout(() => {
      if (entry.state === 'sending') this.#timeline.mark(entry, 'failed', 'no confirmation');
    }, CONFIRMED_WITHIN);
    return undefined;
  }

  #flush() {
    for (const entry of this.#timeline.unconfirmed('queued')) this.#transmit(entry);
  }

  #writeTo(person) {
    this.#to = person;
    byId('recipient').hidden = !person;
    byId('recipient-name').textContent = person ? `To ${person.name} only` : '';
    if (person) byId('text').focus();
  }

  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#say();
    } else if (event.key === 'Escape' && this.#to) {
      this.#writeTo(null);
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      this.#log.scrollBy(event.key === 'PageUp' ? -1 : 1);
    }
  }

  #showUnread(count) {
    document.title = `${count > 0 ? `(${count}) ` : ''}${this.#target?.room ?? 'Chat'}`;
  }
}

/** Tells own messages apart, in history too, as long as the tab lives. */
function tabId() {
  try {
    const kept = sessionStorage.getItem('tab') ?? randomHex(8);
    sessionStorage.setItem('tab', kept);
    return kept;
  } catch {
    return randomHex(8);
  }
}

const randomHex = bytes =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), byte => byte.toString(16).padStart(2, '0')).join('');

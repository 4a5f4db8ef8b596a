// Who is here, kept up to date from joins and leaves, so that it is asked for only on connecting.

import {byId, el, hue} from './dom.js';

const MOST_SHOWN = 200;

export class People {
  you = '';
  #people = new Map();
  #more = 0;
  #gathering = null;
  #write;

  /** write(person): begins a direct message. */
  constructor(write) {
    this.#write = write;
  }

  clear() {
    this.you = '';
    this.#people.clear();
    this.#gathering = null;
    this.#more = 0;
    this.#show();
  }

  /** A `who` frame; long lists come in several. */
  received({you, people, count, more}) {
    this.you = you || this.you;
    this.#gathering ??= new Map();
    for (const one of people) this.#gathering.set(one.id, one.name);
    if (more) return;
    this.#people = this.#gathering;
    this.#gathering = null;
    this.#more = Number.isSafeInteger(count) ? Math.max(0, count - this.#people.size) : 0;
    this.#show();
  }

  joined({id, name}) {
    this.#people.set(id, name);
    this.#show();
  }

  left({id}) {
    this.#people.delete(id);
    this.#show();
  }

  /** Shows that this dialect does not tell. */
  unknown(isUnknown) {
    byId('people-unknown').hidden = !isUnknown;
    byId('people-count').hidden = isUnknown;
  }

  #show() {
    byId('people-count').textContent = this.#people.size + this.#more || '';
    const sorted = [...this.#people]
      .map(([id, name]) => ({id, name}))
      .sort((a, b) => (b.id === this.you) - (a.id === this.you) || a.name.localeCompare(b.name));
    byId('people').replaceChildren(
      ...sorted.slice(0, MOST_SHOWN).map(one => this.#item(one)),
      ...(sorted.length + this.#more > MOST_SHOWN ? [el('li', {class: 'faint'}, `and ${sorted.length + this.#more - MOST_SHOWN} more`)] : []));
  }

  #item(one) {
    const face = el('span', {class: 'face small', 'aria-hidden': 'true'}, ([...one.name][0] ?? '?').toUpperCase());
    face.style.setProperty('--hue', hue(one.name));
    if (one.id === this.you) return el('li', {class: 'person'}, face, el('span', {dir: 'auto'}, one.name), el('span', {class: 'tag'}, 'you'));
    return el('li', {},
      el('button', {type: 'button', class: 'person', title: `Write to ${one.name} only`, click: () => this.#write(one)}, face, el('span', {dir: 'auto'}, one.name)));
  }
}

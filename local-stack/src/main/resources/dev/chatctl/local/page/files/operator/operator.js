// The operator's view of a local stack: who is connected, what the rooms do, and the way out. Only a
// local stack serves this module; a deployed page has neither it nor what it asks.

import {$, duration, el, on} from '../js/dom.js';

const STATE = new URL('state', import.meta.url);
const KICK = new URL('kick', import.meta.url);
const EVERY = 2_000;
const POINTS = 120;
const HIGH = 28;

export class Operator {
  #timer;
  #samples = [];
  #last;
  #state = {connections: [], rooms: []};

  /** Adds the panel and its button to the page. */
  constructor() {
    document.head.append(el('link', {rel: 'stylesheet', href: new URL('operator.css', import.meta.url)}));
    document.querySelector('nav').append(
      el('button', {type: 'button', id: 'toggle-operator', 'aria-expanded': 'false', 'aria-controls': 'operator'}, 'Operator'));
    document.querySelector('main').append(panel());
    on($('op-filter'), 'input', () => this.#showConnections());
  }

  /** Looks every two seconds while open and in sight. */
  open(isOpen) {
    clearTimeout(this.#timer);
    if (isOpen) this.#look();
  }

  async #look() {
    if (!document.hidden) await this.#refresh();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), EVERY);
  }

  async #refresh() {
    try {
      const response = await fetch(STATE, {cache: 'no-store'});
      if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 200)}`);
      this.#state = await response.json();
      $('op-problem').textContent = '';
      this.#show();
    } catch (error) {
      $('op-problem').textContent = `The local stack does not answer: ${error.message}`;
    }
  }

  #show() {
    const {connection_count: connections, rooms, messages} = this.#state;
    const now = performance.now();
    // Counters of rooms only grow; a restarted stack begins at zero.
    const rate = this.#last && messages >= this.#last.messages ? ((messages - this.#last.messages) * 1000) / (now - this.#last.at) : 0;
    this.#last = {messages, at: now};
    this.#samples = [...this.#samples, rate].slice(-POINTS);
    $('op-connections').textContent = connections.toLocaleString();
    $('op-rooms').textContent = rooms.length.toLocaleString();
    $('op-rate').textContent = rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString();
    const highest = Math.max(1, ...this.#samples);
    const start = POINTS - this.#samples.length;
    $('op-chart').firstElementChild.setAttribute('points',
      this.#samples.map((sample, i) => `${start + i},${(29 - (sample / highest) * HIGH).toFixed(1)}`).join(' '));
    $('op-room-rows').replaceChildren(...rooms.map(room =>
      el('tr', {}, el('th', {scope: 'row', dir: 'auto'}, room.room), el('td', {class: 'number'}, room.members), el('td', {class: 'number'}, room.messages))));
    this.#showConnections();
  }

  #showConnections() {
    const wanted = $('op-filter').value.trim().toLowerCase();
    const all = this.#state.connections;
    const shown = all.filter(one => [one.name, one.room, one.connection_id, one.source_ip].some(value => value?.toLowerCase().includes(wanted)));
    // Rows are kept where they are: a button must not move from under the pointer or lose the focus.
    const body = $('op-connection-rows');
    const rows = new Map([...body.children].map(row => [row.dataset.id, row]));
    const wantedRows = shown.map(one => rows.get(one.connection_id) ?? this.#row(one));
    shown.forEach((one, i) => this.#fill(wantedRows[i], one));
    for (const row of rows.values()) if (!wantedRows.includes(row)) row.remove();
    wantedRows.forEach((row, i) => {
      if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null);
    });
    const hidden = this.#state.connection_count - all.length;
    $('op-more').textContent = hidden > 0 ? `${hidden} more are not listed; chatctl list shows all.` : shown.length === 0 ? 'No connections.' : '';
  }

  #row(one) {
    const row = el('tr', {}, el('th', {scope: 'row', dir: 'auto'}), el('td', {dir: 'auto'}), el('td', {class: 'number'}), el('td', {class: 'id'}, one.connection_id),
      el('td', {}, el('button', {type: 'button', class: 'danger', 'aria-label': `Kick ${one.name}, ${one.connection_id}`, click: event => this.#kick(one, event.target)}, 'Kick')));
    row.dataset.id = one.connection_id;
    return row;
  }

  #fill(row, one) {
    const values = [one.name, one.room, duration((Date.now() - new Date(one.connected_at)) / 1000)];
    values.forEach((value, i) => (row.children[i].textContent = value));
    row.title = `${one.dialect ?? ''} from ${one.source_ip ?? 'an unknown address'}`;
  }

  async #kick(one, button) {
    button.disabled = true;
    try {
      const response = await fetch(KICK, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({connection_id: one.connection_id}),
      });
      if (!response.ok) throw new Error((await response.text()).slice(0, 200));
    } catch (error) {
      $('op-problem').textContent = `${one.name} was not kicked: ${error.message}`;
    }
    await this.#refresh();
    button.disabled = false;
  }
}

function panel() {
  return el('aside', {id: 'operator', 'aria-label': 'Operator', hidden: ''},
    el('h2', {}, 'Operator ', el('span', {class: 'count'}, 'this machine')),
    el('dl', {class: 'tiles'},
      ...Object.entries({connections: 'connections', rooms: 'rooms', rate: 'messages/s'})
        .map(([id, label]) => el('div', {}, el('dt', {}, label), el('dd', {id: `op-${id}`}, '–')))),
    chart(),
    el('p', {id: 'op-problem', class: 'problem', role: 'status'}),
    table('Rooms', 'op-room-rows', 'Room', 'Members', 'Messages'),
    el('label', {for: 'op-filter', class: 'unseen'}, 'Filter connections'),
    el('input', {id: 'op-filter', type: 'search', placeholder: 'filter by name, room, id or address', autocomplete: 'off', spellcheck: 'false'}),
    table('Connections', 'op-connection-rows', 'Name', 'Room', 'Since', 'Connection', el('span', {class: 'unseen'}, 'Actions')),
    el('p', {id: 'op-more', class: 'faint'}));
}

function chart() {
  const make = name => document.createElementNS('http://www.w3.org/2000/svg', name);
  const svg = make('svg');
  const attributes = {id: 'op-chart', viewBox: '0 0 120 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': 'Messages per second over the last four minutes'};
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.append(make('polyline'));
  return svg;
}

const table = (label, id, ...heads) =>
  el('div', {class: 'table', tabindex: '0', role: 'region', 'aria-label': label},
    el('table', {},
      el('thead', {}, el('tr', {}, ...heads.map(head => el('th', {scope: 'col'}, head)))),
      el('tbody', {id})));

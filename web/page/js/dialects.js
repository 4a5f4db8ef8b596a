// The wire formats a client may speak. What it sends depends on the dialect; what it receives is told
// by the frame itself, so that a frame of another format is shown rather than thrown away.

const NAME_AND_TEXT = /^([^:\n]{1,128}): ([\s\S]*)$/;
const STAMPED = /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) - UTC\]\n (\S+) {2}([\s\S]*?)\n?$/;
const JOINED = /^A new user has joined the chat - (\S+)$/;
const LEFT = /^User (\S+) has left the chat\.$/;

/**
 * By name. `wire`: what `?dialect=` says; `say`: the frame for a text; `ping`: the heartbeat, absent
 * where the dialect has none; `echoes`: whether the sender gets its own message back; `rich`:
 * acknowledgements, history, people and direct messages.
 */
export const DIALECTS = {
  'envelope': {
    label: 'envelope: JSON with ids, history and people',
    wire: 'envelope',
    echoes: true,
    rich: true,
    ping: {action: 'ping'},
    say: (text, id) => ({action: 'sendmessage', message: text, client_message_id: id}),
  },
  'name-text': {
    label: 'name-text: “name: text”',
    wire: 'name-text',
    echoes: false,
    say: text => ({action: 'sendmessage', msg: text}),
  },
  'message-text': {
    label: 'message-text: the text alone',
    wire: 'message-text',
    echoes: true,
    say: text => ({action: 'sendMessage', message: text}),
  },
  'data-text': {
    label: 'data-text: the text alone, sent as data',
    wire: 'data-text',
    echoes: true,
    say: text => ({action: 'sendmessage', data: text}),
  },
  'data-text-post': {
    label: 'data-text through the route “post”',
    wire: 'data-text',
    echoes: true,
    say: text => ({action: 'post', data: text}),
  },
  'message-json': {
    label: 'message-json: {"message": …} with time and id',
    wire: 'message-json',
    echoes: true,
    ping: {action: 'sendmessage', message: 'ping'},
    say: text => ({action: 'sendmessage', message: text}),
  },
};

/** What a frame says: an object whose `type` is one of the envelope's, or `notice`. Never throws. */
export function read(frame, dialectName) {
  if (typeof frame !== 'string') {
    return {type: 'notice', text: 'A binary frame arrived; this page reads text only.'};
  }
  let json;
  try {
    json = JSON.parse(frame);
  } catch {
    return plain(frame, dialectName);
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return plain(frame, dialectName);
  }
  if (json.v === 1 && typeof json.type === 'string') {
    return envelope(json);
  }
  if (typeof json.message === 'string') {
    return messageJson(json, frame, dialectName);
  }
  return plain(frame, dialectName);
}

/** A message as the envelope and its history tell it, with every field of the expected type. */
export function message(json) {
  const sender = json.sender ?? {};
  return {
    type: json.type === 'direct' ? 'direct' : 'message',
    id: text(json.id),
    sender: {id: text(sender.connection_id), name: text(sender.name)},
    to: text(json.to),
    text: text(json.text),
    at: time(json.sent_at),
    sequence: Number.isSafeInteger(json.sequence) ? json.sequence : undefined,
    clientId: text(json.client_message_id),
  };
}

function envelope(json) {
  switch (json.type) {
    case 'message':
    case 'direct':
      return message(json);
    case 'ack':
      return {
        type: 'ack',
        id: text(json.id),
        clientId: text(json.client_message_id),
        sequence: Number.isSafeInteger(json.sequence) ? json.sequence : undefined,
      };
    case 'history':
      return {
        type: 'history',
        messages: array(json.messages).map(message),
        before: text(json.before),
        more: json.more === true,
      };
    case 'who':
      return {
        type: 'who',
        you: text(json.you),
        people: array(json.people).map(one => ({id: text(one?.connection_id), name: text(one?.name)})),
        count: json.count,
        more: json.more === true,
      };
    case 'joined':
    case 'left':
    case 'renamed':
      return {
        type: json.type,
        id: text(json.connection_id),
        name: text(json.name),
        previousName: text(json.previous_name),
      };
    case 'error':
      return {
        type: 'error',
        code: text(json.code),
        text: text(json.message) || text(json.code),
        clientId: text(json.client_message_id),
      };
    default:
      return {type: json.type};
  }
}

function messageJson(json, frame, dialectName) {
  if (typeof json.connectionId === 'string' && (json.requestId || json.messageId)) {
    // API Gateway's own error frame, the same in every dialect.
    return {type: 'error', code: 'gateway', text: `The gateway answered: ${json.message}`};
  }
  if (json.error !== undefined) {
    return {type: 'error', code: 'refused', text: json.message};
  }
  if (json.message.toLowerCase() === 'pong') {
    return {type: 'pong'};
  }
  const joined = JOINED.exec(json.message);
  if (joined) return {type: 'joined', id: joined[1], name: joined[1]};
  const left = LEFT.exec(json.message);
  if (left) return {type: 'left', id: left[1], name: left[1]};
  const stamped = STAMPED.exec(json.message);
  if (stamped) {
    return {
      type: 'message', id: '', sender: {id: stamped[2], name: stamped[2]}, text: stamped[3],
      at: time(stamped[1]), clientId: '',
    };
  }
  return plain(dialectName === 'message-json' ? json.message : frame, dialectName);
}

function plain(frame, dialectName) {
  const named = dialectName === 'name-text' && NAME_AND_TEXT.exec(frame);
  return {
    type: 'message',
    id: '',
    sender: {id: '', name: named ? named[1] : ''},
    text: named ? named[2] : frame,
    at: new Date(),
    clientId: '',
  };
}

const text = value => (typeof value === 'string' ? value : '');
const array = value => (Array.isArray(value) ? value : []);

function time(value) {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? new Date() : date;
}

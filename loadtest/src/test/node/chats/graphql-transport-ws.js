// Subscriptions to rooms, by the library that the protocol is named after. Prints its port.
import { EventEmitter, on } from 'node:events';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const said = new EventEmitter().setMaxListeners(0);
const schema = buildSchema(`
  type Message { text: String! }
  type Query { version: Int }
  type Mutation { say(room: String!, text: String!): Message }
  type Subscription { messages(room: String!): Message }
`);
const roots = {
  mutation: {
    say: ({ room, text }) => {
      said.emit(room, { text });
      return { text };
    },
  },
  subscription: {
    messages: async function* ({ room }) {
      for await (const [message] of on(said, room)) yield { messages: message };
    },
  },
};
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
useServer({ schema, roots, onConnect: (ctx) => ctx.connectionParams?.token !== 'wrong-token' }, server);
server.on('listening', () => console.log(server.address().port));

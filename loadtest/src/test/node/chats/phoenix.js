// Channels as version 2 of Phoenix's serializer has them, with what it documents. Prints its port.
import { WebSocketServer } from 'ws';

const topics = new Map();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket, request) => {
  const path = new URL(request.url, 'ws://x').pathname;
  if (path !== '/socket/websocket') return socket.close(1008, path);
  const joined = new Map();
  socket.on('message', (data) => {
    const [joinRef, ref, topic, event, payload] = JSON.parse(data);
    const reply = (status, response = {}) =>
      socket.send(JSON.stringify([joinRef, ref, topic, 'phx_reply', { status, response }]));
    if (topic === 'phoenix' && event === 'heartbeat') return reply('ok');
    if (event === 'phx_join') {
      if (!topic.startsWith('room:')) return reply('error', { reason: 'unmatched topic' });
      joined.set(topic, joinRef);
      if (!topics.has(topic)) topics.set(topic, new Set());
      topics.get(topic).add(socket);
      return reply('ok');
    }
    if (joined.get(topic) !== joinRef) return reply('error', { reason: 'unmatched topic' });
    for (const member of topics.get(topic))
      member.send(JSON.stringify([null, null, topic, event, payload]));
    reply('ok');
  });
  socket.on('close', () => joined.forEach((_, topic) => topics.get(topic).delete(socket)));
});
server.on('listening', () => console.log(server.address().port));

// A chat of rooms on Socket.IO. Prints its port.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { pingInterval: 500, pingTimeout: 2000 });
io.use((socket, next) =>
  socket.handshake.query.token === 'wrong' ? next(new Error('not authorized')) : next());
io.on('connection', (socket) => {
  socket.on('join', (room) => socket.join(room));
  socket.on('chat message', (message) => io.to(message.room).emit('chat message', message));
});
http.listen(0, '127.0.0.1', () => console.log(http.address().port));

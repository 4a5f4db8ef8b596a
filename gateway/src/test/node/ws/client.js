"use strict";

// Chats with a gateway and tells on standard output what a client of npm's ws sees, a line each.
const WebSocket = require("ws");

const [url, protocol] = process.argv.slice(2);
const socket = new WebSocket(url, protocol, { headers: { "X-Test": "from ws" } });

socket.on("upgrade", (response) => console.log(`upgrade ${response.statusCode}`));
socket.on("unexpected-response", (request, response) => {
  let body = "";
  response.on("data", (part) => (body += part));
  response.on("end", () => {
    console.log(`refused ${response.statusCode} ${body}`);
    // ws leaves the connection to its user, and Node runs for as long as it is open.
    request.socket.destroy();
  });
});
socket.on("open", () => {
  console.log(`open ${socket.protocol}`);
  socket.send(JSON.stringify({ action: "echo", text: "zażółć" }));
});
socket.on("message", (data, isBinary) => {
  console.log(`${isBinary ? "binary" : "text"} ${data}`);
  if (String(data).includes("echo")) {
    socket.ping("still there?");
  }
});
socket.on("pong", (data) => {
  console.log(`pong ${data}`);
  socket.send(Buffer.from([1, 2, 3]));
});
socket.on("close", (code, reason) => console.log(`close ${code} ${reason}`));
socket.on("error", (error) => console.log(`error ${error.message}`));

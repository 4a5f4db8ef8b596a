// A STOMP broker. Prints its port.
import { createServer } from 'node:http';
import StompServer from 'stomp-broker-js';

const http = createServer();
new StompServer({ server: http, path: '/ws', protocol: 'ws' });
http.listen(0, '127.0.0.1', () => console.log(http.address().port));

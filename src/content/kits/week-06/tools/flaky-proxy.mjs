// node tools/flaky-proxy.mjs [LISTEN=3001] [TARGET=3000] [EVERY=30]: passes bytes on and drops every connection each EVERY s.
// The page then comes from http://localhost:3001; allow that origin: ALLOWED_ORIGINS=http://localhost:3001 npm start
import { connect, createServer } from 'node:net';

const [listen = '3001', target = '3000', every = '30'] = process.argv.slice(2).map(Number);
const open = new Set();
createServer((client) => {
  const server = connect(target || 3000, '127.0.0.1');
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      client.destroy();
      server.destroy();
    });
  }
}).listen(listen || 3001, '127.0.0.1');
setInterval(() => {
  console.log(`dropping ${open.size / 2} connections`);
  for (const socket of open) socket.resetAndDestroy();
}, (every || 30) * 1000);

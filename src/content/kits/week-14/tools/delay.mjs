/** A stand-in for `tc netem`: half of RTT_MS for each direction, a whole one more before a new connection. Given. */
import { connect, createServer } from 'node:net';

const half = Number(process.env.RTT_MS) / 2;
/** Sends on what comes, each piece `wait` milliseconds later and in order. */
const pipeLate = (from, to, wait, extra = 0) => {
  const ready = Date.now() + extra;
  let last = Promise.resolve();
  const later = (run) => {
    const due = Math.max(Date.now(), ready) + wait;
    last = last.then(() => new Promise((go) => setTimeout(go, Math.max(0, due - Date.now())))).then(run);
  };
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
};
createServer({ noDelay: true }, (client) => {
  const server = connect({ port: Number(process.env.TO_PORT), host: '127.0.0.1', noDelay: true });
  pipeLate(client, server, half, 2 * half);
  pipeLate(server, client, half);
}).listen(Number(process.env.PORT), '127.0.0.1');

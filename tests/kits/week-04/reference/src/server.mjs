/** Starts the service on PORT with DATABASE and JWT_SECRET, and stops it on SIGTERM within 10 s. */
import { makeApp } from './app.mjs';
import { openDatabase } from './db.mjs';

const { PORT = '3000', DATABASE = 'blog.db', JWT_SECRET: secret = '', NODE_ENV } = process.env;
if (Buffer.byteLength(secret) < 32) {
  console.error('JWT_SECRET has to have at least 32 bytes; .env.example says how to make one');
  process.exit(1);
}
const log = (line) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));
const db = openDatabase(DATABASE);
const server = makeApp({ db, secret, log, isTest: NODE_ENV === 'test' }).listen(Number(PORT), '127.0.0.1');

for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    setTimeout(() => process.exit(1), 9_000).unref();
    server.close(() => {
      db.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  });

// Reads the environment, applies the schema, listens. Everything else stands in the other files.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from './app.mjs';
import { createSockets } from './sockets.mjs';

const { DATABASE_URL, PORT = '3000', ALLOWED_ORIGINS = `http://localhost:${PORT},http://localhost:5173` } = process.env;
const webDist = process.env.WEB_DIST ?? fileURLToPath(new URL('../web/dist', import.meta.url));
const allowedOrigins = new Set(ALLOWED_ORIGINS.split(','));

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
pool.on('error', (error) => console.error(error.message));
await pool.query(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));

const server = createServer();
const live = createSockets(server, { pool, allowedOrigins });
server.on('request', createApp({ pool, allowedOrigins, webDist, live }));
server.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));

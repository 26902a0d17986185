// The platform. Environment: PORT, DATABASE_URL (through PgBouncer), SILO_URL, OBJECT_STORE, TOKEN_SECRET, and the
// settings that README.md names. Write gateway, db, imports, webhooks and tenants as modules beside this one.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.writeHead(501, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: `${request.method} ${request.url} is not written yet` }));
});
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1');

// One region. Environment: REGION, PORT, DATABASE_URL (primary in eu, standby in us), OTHER_URL, WITNESS_URL, LEASE_MS.
import { createServer } from 'node:http';

createServer((request, response) => {
  response.writeHead(501, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: `${request.method} ${request.url} is not written yet` }));
}).listen(Number(process.env.PORT), '127.0.0.1');

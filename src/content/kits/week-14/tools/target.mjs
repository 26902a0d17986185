/** Answers at once. After POST /stall?ms=500 it answers nothing for so long, and then everything that has come. Given. */
import { createServer } from 'node:http';

let until = 0;
createServer((request, response) => {
  const stall = /^\/stall\?ms=(\d+)$/.exec(request.url);
  if (stall) {
    until = Date.now() + Number(stall[1]);
    response.end();
    return;
  }
  const wait = until - Date.now();
  if (wait > 0) setTimeout(() => response.end('late'), wait);
  else response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');

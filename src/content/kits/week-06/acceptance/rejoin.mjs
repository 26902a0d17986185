// Connects COUNT clients with the page's own transport and says when each of them is back after a break.
import { connect } from '../web/transport.mjs';

const [url, cookie, count] = process.argv.slice(2);
const back = [];
let connected = 0;
for (let i = 0; i < Number(count); i += 1) {
  const socket = connect(url, { forceNew: true, extraHeaders: { cookie, origin: url } });
  let before = false;
  socket.on('connect', () => {
    if (before) back.push(performance.now());
    else connected += 1;
    before = true;
    if (back.length === 0 && connected === Number(count)) console.log('all connected');
    if (back.length === Number(count)) console.log(`back within ms: ${Math.round(back.at(-1) - back[0])}`);
  });
}

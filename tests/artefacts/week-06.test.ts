import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { deliveriesPerSecond, reconnectsPerSecond } from '../../src/content/artefacts/week-06/fan-out.ts';
import fanOut from '../../src/content/artefacts/week-06/fan-out.plot.ts';
import { acceptValue } from '../../src/content/artefacts/week-06/handshake.ts';
import { originAllowed } from '../../src/content/artefacts/week-06/origin.ts';
import { emptyRoom, reduce, resumeAfter } from '../../src/content/artefacts/week-06/room-state.ts';
import { store, type Draft, type Query } from '../../src/content/artefacts/week-06/store-message.ts';
import { subscribe } from '../../src/content/artefacts/week-06/subscribe.ts';

const page = readFileSync(new URL('../../src/content/docs/weeks/week-06.mdx', import.meta.url), 'utf8');

/** A database with room 7 and the statements of PostgreSQL that SQLite knows as well. */
function database(): { query: Query; lastSeq: () => unknown } {
  const sqlite = new DatabaseSync(':memory:');
  sqlite.exec(`CREATE TABLE rooms (id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL);
    INSERT INTO rooms VALUES ('7', 40), ('8', 0);
    CREATE TABLE messages (room_id TEXT, seq INTEGER, id TEXT, author_id TEXT, client_msg_id TEXT, body TEXT,
      PRIMARY KEY (room_id, seq), UNIQUE (author_id, client_msg_id))`);
  const query: Query = (text, values = []) => {
    const named = Object.fromEntries(values.map((value, i) => [`$${i + 1}`, value]));
    const statement = sqlite.prepare(text);
    return Promise.resolve(values.length > 0 ? statement.all(named) : statement.all());
  };
  return { query, lastSeq: () => sqlite.prepare(`SELECT last_seq FROM rooms WHERE id = '7'`).get()?.last_seq };
}

const draft = (clientMsgId: string, change: Partial<Draft> = {}): Draft => ({
  id: `id-${clientMsgId}-${Math.random()}`,
  roomId: '7',
  authorId: 'ada',
  clientMsgId,
  body: 'hello',
  ...change,
});

describe('week 6, storing a message', () => {
  it('answers a repeat with the first number and leaves no hole', async () => {
    const { query, lastSeq } = database();
    const first = await store(query, draft('c1'));
    expect(first).toMatchObject({ seq: 41, created: true });
    expect(await store(query, draft('c1'))).toEqual({ ...first, created: false });
    expect(lastSeq()).toBe(41);
    expect(await store(query, draft('c2'))).toMatchObject({ seq: 42, created: true });
    for (const number of ['`last_seq = 40`', '`last_seq` to 42', 'finds seq 41']) expect(page).toContain(number);
  });

  it('tells two authors apart and refuses an id that was used in another room', async () => {
    const { query } = database();
    await store(query, draft('c1'));
    expect(await store(query, draft('c1', { authorId: 'bo' }))).toMatchObject({ seq: 42 });
    await expect(store(query, draft('c1', { roomId: '8' }))).rejects.toThrow('another room');
    await expect(store(query, draft('c3', { roomId: '9' }))).rejects.toThrow('no room 9');
  });
});

describe('week 6, the room in the page', () => {
  const message = (seq: number) => ({ seq, clientMsgId: `c${seq}`, author: 'ada', body: String(seq) });
  const arrived = (...seqs: number[]) => ({ type: 'arrived' as const, messages: seqs.map(message) });

  it('shows a message once, by whichever route it comes, in the order of the server', () => {
    const room = [arrived(31, 33), arrived(32, 33), arrived(31)].reduce(reduce, emptyRoom);
    expect(room.messages.map(({ seq }) => seq)).toEqual([31, 32, 33]);
  });

  it('turns a pending message into a sent one, and takes a refused one away', () => {
    const queued = reduce(emptyRoom, { type: 'queued', pending: { clientMsgId: 'c41', body: '41' } });
    expect(queued.pending).toHaveLength(1);
    expect(reduce(queued, arrived(41))).toEqual({ messages: [message(41)], pending: [] });
    expect(reduce(queued, { type: 'refused', clientMsgId: 'c41' }).pending).toEqual([]);
  });

  it('goes on before the first hole', () => {
    expect(resumeAfter(emptyRoom)).toBe(0);
    expect(resumeAfter(reduce(emptyRoom, arrived(29, 30)))).toBe(30);
    expect(resumeAfter(reduce(emptyRoom, arrived(29, 30, 151)))).toBe(30);
  });

  it('leaves one listener after a mount, an unmount and a mount', () => {
    const socket = new EventEmitter();
    const seen: unknown[] = [];
    const listen = () => subscribe(socket, (one) => seen.push(one));
    listen()();
    listen();
    socket.emit('message:new', 'once');
    expect(seen).toEqual(['once']);
  });
});

describe('week 6, the handshake', () => {
  it('computes the value of the transcript', () => {
    expect(page).toContain(`Sec-WebSocket-Accept: ${acceptValue('dGhlIHNhbXBsZSBub25jZQ==')}`);
  });

  it('lets exact origins pass, and programs that are no browsers', () => {
    const allowed = new Set(['http://localhost:5173']);
    const asked = [
      'http://localhost:5173',
      undefined,
      'http://localhost:5174',
      'http://localhost:5173.evil.example',
      'null',
    ];
    expect(asked.map((origin) => originAllowed(origin, allowed))).toEqual([true, true, false, false, false]);
  });
});

describe('week 6, the figures', () => {
  it('prints the deliveries and the storm', () => {
    expect(deliveriesPerSecond(200, 0.1)).toBeCloseTo(3_980);
    expect(deliveriesPerSecond(200, 1)).toBe(39_800);
    expect(Math.round(reconnectsPerSecond(5_000, 30))).toBe(167);
    for (const figure of ['3,980 deliveries/s', '39,800', '167/s']) expect(page).toContain(figure);
  });

  it('plots the ends that the description names', () => {
    expect(fanOut.series.map(({ data }) => data.at(-1)?.[1])).toEqual([999_000, 99_900]);
    expect(fanOut.series.map(({ data }) => data[0]?.[1])).toEqual([2, 0.2]);
  });
});

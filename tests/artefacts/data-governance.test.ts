import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Dataset, inherited, problems } from '../../src/content/artefacts/data-governance/dataset-check.ts';
import { type Ack, erase, ErasureLedger } from '../../src/content/artefacts/data-governance/ledger.ts';
import {
  criticalPath,
  type DataMap,
  lastDay,
  late,
  ledgerLife,
  plan,
} from '../../src/content/artefacts/data-governance/planner.ts';
import * as vireo from '../../src/content/artefacts/data-governance/vireo.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/data-governance.mdx').replace(/\s+/g, ' ');
const artefact = (name: string) => read(`artefacts/data-governance/${name}`);
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const dayOf = (map: DataMap, name: string) => {
  const row = plan(map).find(({ store }) => store.name === name);
  if (!row) throw new Error(`no store ${name}`);
  return row;
};
const names = (rows: ReturnType<typeof plan>) => rows.map(({ store }) => store.name);
const day = 86_400_000;

describe("Vireo's critical path", () => {
  it.each([
    ['Postgres and search', 'at once', 4],
    ['Delta lake', '`VACUUM`, 7 d', 11],
    ['Kafka, compacted topics', '7 + 1 d', 12],
    ['E-mail processor', 'contract, 10 d', 14],
    ['BigQuery', '7 + 7 d', 18],
    ['Logs', 'TTL, 30 d', 34],
    ['Backups', '35 d', 39],
  ])('%s: day %3$s', (name, wait, expected) => {
    expect(dayOf(vireo.asIs, name).gone).toBe(expected);
    prints(`| ${name} | ${wait} | ${expected} |`);
  });

  it('ends on day 39, and two stores miss any month', () => {
    expect(lastDay(plan(vireo.asIs))).toBe(39);
    for (const month of [28, 29, 30, 31]) expect(names(late(plan(vireo.asIs), month))).toEqual(['Logs', 'Backups']);
    expect(names(criticalPath(plan(vireo.asIs)))).toEqual(['Backups']);
  });

  it('shorter backups alone leave the logs as the maximum', () => {
    expect(dayOf(vireo.shortBackups, 'Backups').gone).toBe(25);
    expect(names(criticalPath(plan(vireo.shortBackups)))).toEqual(['Logs']);
    expect(lastDay(plan(vireo.tokenisedLogs(vireo.shortBackups)))).toBe(25);
    prints('gone on day 25', 'fourteen days of history', 'the maximum is then the logs with 34');
    expect(dayOf(vireo.tokenisedLogs(vireo.asIs), 'Logs').unreadable).toBe(11);
    prints('the lines lose their subject on day 11');
  });

  it('keys shred on day 11, or on day 39 if their backups live as long as the others', () => {
    expect(dayOf(vireo.subjectKeys(vireo.asIs), 'Backups, health').unreadable).toBe(11);
    expect(dayOf(vireo.subjectKeys(vireo.asIs, 35), 'Backups, health').unreadable).toBe(39);
    expect(dayOf(vireo.asIs, 'Backups').gone).toBe(39);
    prints('shredding is effective on day 39', 'on day 11 every encrypted copy of her health data becomes unreadable');
  });

  it('keeps the objective', () => {
    const rows = plan(vireo.decided);
    const worst = (wanted: (row: (typeof rows)[number]) => boolean) => lastDay(rows.filter(wanted));
    expect(worst(({ store }) => store.kind !== 'backup')).toBe(18);
    expect(worst(({ store }) => store.health)).toBe(18);
    expect(names(criticalPath(rows.filter(({ store }) => store.health)))).toEqual(['BigQuery']);
    expect(lastDay(rows)).toBe(39);
    expect(dayOf(vireo.decided, 'Postgres and search').gone).toBe(4);
    prints('after day 18', 'from day 4 and physically gone by day 39');
    expect(Math.round(vireo.erasuresPerMonth * 0.001)).toBe(2);
  });

  it('is what the timeline draws', () => {
    const timeline = parse(artefact('days.timeline.yaml')) as {
      lanes: { label: string; intervals: { to: number; label: string; tone?: string }[] }[];
    };
    const drawn = new Map(timeline.lanes.map(({ label, intervals }) => [label, intervals[0]]));
    const lanes: Record<string, string> = { 'Postgres and search': 'Postgres, search', 'Delta lake': 'Delta' };
    for (const { store, gone } of plan(vireo.asIs)) {
      const lane = lanes[store.name] ?? store.name.replace(', compacted topics', '').replace(' processor', '');
      expect(drawn.get(lane), lane).toMatchObject({ to: gone, label: `${gone}` });
      expect(drawn.get(lane)?.tone).toBe(gone > 28 ? 'warn' : undefined);
    }
    expect(drawn.get('Keys')?.to).toBe(dayOf(vireo.decided, 'Backups, health').unreadable);
    expect(drawn.size).toBe(vireo.asIs.stores.length + 1);
  });

  it('refuses a store whose key table is not in the map', () => {
    const map = { ...vireo.decided, keys: {} };
    expect(() => plan(map)).toThrow('no key table');
  });
});

describe('the sums', () => {
  it('of keys, batches and a loop without retries', () => {
    expect(vireo.wrappedKeyBytes).toBe(60);
    expect(vireo.keyTableBytes).toBe(504e6);
    prints('8.4 million of them are 504 MB', '8.4 million dollars a month');
    expect(vireo.users).toBe(8.4e6);
    expect((vireo.complete(0.999) * 100).toFixed(1)).toBe('96.9');
    expect(Math.round((1 - vireo.complete(0.999)) * vireo.erasuresPerMonth)).toBe(58);
    prints('96.9% of requests complete: 58 a month do not');
    expect(Math.round(vireo.erasuresPerMonth / 30)).toBe(63);
    prints('1,900 a month are 63 a day', 'all 31 stores');
  });

  it('of the ledger', () => {
    expect(ledgerLife(vireo.asIs, 14)).toBe(49);
    prints('35 + 14 = 49 days');
  });

  it('of the exercises', () => {
    const store = (name: string, days: number, kind: 'live' | 'backup' = 'live') => ({
      name,
      kind,
      health: false,
      waits: [{ why: name, days }],
    });
    const map = (logs: number): DataMap => ({
      before: [
        { why: 'identity check', days: 5 },
        { why: 'fan-out', days: 2 },
      ],
      keys: { tokens: [{ why: 'backups of the map', days: 7 }] },
      stores: [store('Backups', 14, 'backup'), store('Topic', 1 + 1), store('BigQuery', 2 + 7), store('Logs', logs)],
    });
    expect(plan(map(30)).map(({ gone }) => gone)).toEqual([21, 9, 16, 37]);
    prints('7 + 14 = 21', '7 + 1 + 1 = 9', '7 + 2 + 7 = 16', '7 + 30 = 37');
    expect(names(late(plan(map(30)), 28))).toEqual(['Logs']);
    expect(lastDay(plan(map(21)))).toBe(28);
    expect(lastDay(plan(map(20)))).toBe(27);
    const tokens = {
      ...map(30),
      stores: map(30).stores.map((s) => (s.name === 'Logs' ? { ...s, readableWith: 'tokens' } : s)),
    };
    expect(dayOf(tokens, 'Logs').unreadable).toBe(14);
    expect(lastDay(plan(tokens))).toBe(21);
    expect(ledgerLife(tokens, 14)).toBe(28);
    prints('gives exactly 28', '20 gives 27', 'give 14, and then backups are the maximum with 21', 'makes 28 days');
    const chats = parse(artefact('dataset.yaml')) as { retention: { days: number }; copies: { days: number }[] };
    expect(chats.retention.days + Math.max(...chats.copies.map(({ days }) => days))).toBe(430);
    prints('395 days, which is 13 months', 'on day 430 after closing');
  });
});

describe('the saga', () => {
  it('goes on where a store was silent, and hands what stays silent to a human', async () => {
    let calls = 0;
    const flaky = async (): Promise<Ack> => (++calls < 3 ? Promise.reject(new Error('timeout')) : 'gone');
    const silent = async (): Promise<Ack> => Promise.reject(new Error('timeout'));
    const result = await erase('s-1', { flaky, vendor: silent, search: async () => 'not here' }, 3);
    expect(result).toEqual({ acknowledged: { flaky: 'gone', search: 'not here' }, toAHuman: ['vendor'] });
    expect(calls).toBe(3);
  });
});

describe('the ledger', () => {
  const ledger = () => new ErasureLedger(Buffer.alloc(32, 7), ledgerLife(vireo.asIs, 14));

  it('finds who came back with a restore, and nobody else', () => {
    const entries = ledger();
    entries.record('s-1', 4 * day);
    expect(entries.resurrected(['s-1', 's-2', 's-3'])).toEqual(['s-1']);
    expect(new ErasureLedger(Buffer.alloc(32, 8), 49).resurrected(['s-1'])).toEqual([]);
  });

  it('is idempotent, remembers for 49 days and then forgets', () => {
    const entries = ledger();
    entries.record('s-1', 4 * day);
    entries.record('s-1', 4 * day);
    expect(entries.expire(53 * day)).toBe(1);
    expect(entries.resurrected(['s-1'])).toEqual(['s-1']);
    expect(entries.expire(53 * day + 1)).toBe(0);
    expect(entries.resurrected(['s-1'])).toEqual([]);
  });

  it('counts from the last acknowledgement, because a late store is in later backups', () => {
    const entries = ledger();
    entries.record('s-1', 4 * day);
    entries.record('s-1', 30 * day);
    entries.record('s-1', 4 * day);
    expect(entries.expire((29 + 35) * day)).toBe(1);
    expect(entries.expire((30 + 49) * day + 1)).toBe(0);
  });

  it('does not contain the id', () => {
    const entries = ledger();
    entries.record('subject-4711', 0);
    expect(entries.entries()).toEqual([{ subject: expect.stringMatching(/^[\w-]{43}$/), erasedAt: 0 }]);
    expect(JSON.stringify(entries.entries())).not.toContain('4711');
  });
});

describe('the dataset', () => {
  const chats = parse(artefact('dataset.yaml')) as Dataset;
  const columns = chats.fields.map(({ name }) => name);

  it('builds as it stands', () => expect(problems(chats, columns)).toEqual([]));

  it.each<[string, object, string]>([
    ['an owner', { owner: '' }, 'no owner'],
    ['a purpose', { purpose: undefined }, 'no purpose'],
    ['a start event', { retention: { ...chats.retention, clock_starts: undefined } }, 'starts the clock'],
    ['a length', { retention: { ...chats.retention, days: undefined } }, 'no length'],
    ['a deleting job', { retention: { ...chats.retention, job: undefined } }, 'nothing deletes it'],
    ['an end of a copy', { copies: [{ where: 'snapshot' }] }, 'a copy has no end'],
    ['evidence', { evidence: undefined }, 'nothing would show'],
    ['a class', { fields: chats.fields.map(({ name }) => ({ name })) }, 'no such class'],
  ])('fails without %s', (_, change, problem) => {
    expect(problems({ ...chats, ...change }, columns).join('; ')).toContain(problem);
  });

  it('fails for a column that the contract does not know', () => {
    expect(problems(chats, [...columns, 'phone'])).toEqual(['phone: not classified']);
  });

  it('inherits the highest class, and a join can raise it', () => {
    expect(inherited([{ class: 'internal' }, { class: 'restricted' }])).toBe('restricted');
    expect(inherited([{ class: 'internal', identifies: 'together' }, { class: 'internal' }])).toBe('internal');
    const birthDate = { class: 'internal', identifies: 'together' } as const;
    expect(inherited([birthDate, { class: 'internal', identifies: 'together' }])).toBe('confidential');
  });
});

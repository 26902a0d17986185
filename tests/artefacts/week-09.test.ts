import { describe, expect, it } from 'vitest';
import { downtimeMinutes, estimate, shortener } from '../../src/content/artefacts/week-09/capacity.ts';
import { base62, scramble } from '../../src/content/artefacts/week-09/codes.ts';
import {
  byModulo,
  exampleKeys,
  fullestOverMean,
  hashRing,
  movedShare,
} from '../../src/content/artefacts/week-09/hash-ring.ts';
import movedKeys from '../../src/content/artefacts/week-09/moved-keys.plot.ts';
import {
  evenMap,
  movedPartitions,
  OWN_WRITES_MS,
  partitionOf,
  PARTITIONS,
  readRow,
  withShard,
} from '../../src/content/artefacts/week-09/routing.ts';
import { example, grouped, part, percent, printed, section } from './week-09-page.ts';

const load = estimate(shortener);

describe('the estimate', () => {
  const words = section('Ten million requests a day, divided');

  it('prints load and size', () => {
    printed(
      words,
      `${load.averageRequestsPerSecond.toFixed(1)} requests/s`,
      `${load.peakRequestsPerSecond.toFixed(0)} requests/s`,
    );
    printed(
      words,
      `${grouped(load.writesPerDay)} a day`,
      `${load.writesPerSecond.toFixed(2)}/s`,
      `${(load.rows / 1e6).toFixed(1)} million`,
    );
    printed(words, `${(load.bytesOneCopy / 1e9).toFixed(0)} GB`, `${(load.bytesAllCopies / 1e9).toFixed(0)} GB`);
  });

  it('prints what ten times the traffic would be', () => {
    const tenfold = estimate({ ...shortener, requestsPerDay: 10 * shortener.requestsPerDay });
    printed(words, `${(tenfold.bytesOneCopy / 1e9).toFixed(0)} GB`, `${tenfold.writesPerSecond.toFixed(1)} inserts/s`);
  });

  it('prints the outage that 99.95% allows', () => {
    printed(words, `${downtimeMinutes(0.9995, 30).toFixed(1)} minutes`);
  });
});

describe('four nodes become five', () => {
  const words = example('example-ring');
  const keys = exampleKeys();
  const five = (owner: (key: string) => number): string => `${fullestOverMean(keys, 5, owner).toFixed(2)}×`;

  it('moves four fifths under modulo', () => {
    const after = (key: string): number => byModulo(key, 5);
    const moved = movedShare(keys, (key) => byModulo(key, 4), after);
    expect(percent(moved, 1)).toBe('80.3%');
    printed(words, `Hash modulo nodes | ${percent(moved, 1)} | ${five(after)}`);
  });

  it.each([
    [1, '20.7%', '1.95×', 'Ring, 1 point for each node'],
    [100, '19.9%', '1.13×', 'Ring, 100 points for each node'],
  ])('moves about a fifth on a ring with %i points for each node', (points, share, fullest, label) => {
    const after = hashRing(5, points);
    const moved = percent(movedShare(keys, hashRing(4, points), after), 1);
    expect([moved, five(after)]).toEqual([share, fullest]);
    printed(words, `${label} | ${moved} | ${five(after)}`);
  });

  it('moves keys only to the node that joined', () => {
    const [before, after] = [hashRing(4, 100), hashRing(5, 100)];
    expect(keys.filter((key) => before(key) !== after(key)).every((key) => after(key) === 4)).toBe(true);
  });

  it('refuses a ring without points', () => {
    expect(() => hashRing(0, 100)).toThrow(RangeError);
  });

  it('says in the caption what the plot shows', () => {
    const caption = part('<Plot id="fig-moved"', '/>');
    const [modulo, ring] = movedKeys.series.slice(2).map(({ data }) => data.map(([, y]) => Number(y)));
    const ends = (values: number[] | undefined): string[] =>
      [values?.[0] ?? NaN, values?.at(-1) ?? NaN].map((share) => percent(share));
    printed(caption, ...ends(modulo), ...ends(ring));
  });
});

describe('partitions', () => {
  const words = section('Replicas for reads, shards for writes and size');
  const two = evenMap(['a', 'b']);
  const three = withShard(two, 'c');

  it('moves a third of them, all to the new shard', () => {
    const moved = movedPartitions(two, three);
    expect(moved.every((partition) => three[partition] === 'c')).toBe(true);
    printed(words, `${moved.length} of the 1,024`, percent(moved.length / PARTITIONS, 1));
    printed(words, `${movedPartitions(two, evenMap(['a', 'b', 'c'])).length} would have moved`);
    const bytes = (load.bytesOneCopy * moved.length) / PARTITIONS;
    printed(words, `${(bytes / 1e9).toFixed(0)} GB`, `${(bytes / 20e6 / 60).toFixed(0)} minutes`);
  });

  it('leaves the shards even', () => {
    for (const map of [two, three]) {
      const counts = [...new Set(map)].map((shard) => map.filter((other) => other === shard).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(() => evenMap([])).toThrow(RangeError);
  });

  it('puts at most 52% of 10,000 codes on one shard, four standard deviations above half', () => {
    const codes = Array.from({ length: 10_000 }, (_, i) => base62(scramble(i, 'test')));
    const share = codes.filter((code) => two[partitionOf(code)] === 'b').length / codes.length;
    expect(share).toBeGreaterThan(0.48);
    expect(share).toBeLessThan(0.52);
    expect(0.5 + 4 * Math.sqrt(0.25 / 10_000)).toBeCloseTo(0.52, 10);
  });
});

describe('reads after writes', () => {
  const readers = (replica: string | null) => {
    const asked: string[] = [];
    const answer = (name: string, row: string | null) => (): Promise<string | null> => {
      asked.push(name);
      return Promise.resolve(row);
    };
    return { asked, of: { primary: answer('primary', 'row'), replica: answer('replica', replica) } };
  };

  it('sends the author to the primary, for five seconds', async () => {
    const own = readers('old');
    expect(await readRow('c', own.of, { now: 1000, lastWriteAt: 900 })).toBe('row');
    expect(own.asked).toEqual(['primary']);
    const later = readers('old');
    expect(await readRow('c', later.of, { now: 900 + OWN_WRITES_MS, lastWriteAt: 900 })).toBe('old');
    expect(later.asked).toEqual(['replica']);
  });

  it('asks the primary before it believes that there is no row', async () => {
    const behind = readers(null);
    expect(await readRow('c', behind.of, { now: 0 })).toBe('row');
    expect(behind.asked).toEqual(['replica', 'primary']);
  });
});

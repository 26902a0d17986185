import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  after,
  ceiling,
  checkout,
  covered,
  downtime,
  pair,
  type Part,
  series,
  staticCapacity,
  steps,
} from '../../src/content/artefacts/graceful-degradation/availability.ts';
import {
  type Answer,
  type Options,
  type Reason,
  render,
  withDegradation,
} from '../../src/content/artefacts/graceful-degradation/degrade.ts';

const read = (name: string) => readFileSync(new URL(`../../src/content/${name}`, import.meta.url), 'utf8');
const page = read('docs/modules/graceful-degradation.mdx');
const percent = (share: number, digits = 3) => `${(100 * share).toFixed(digits)}%`;
const minutes = (availability: number) => downtime(availability).toFixed(1);
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

describe('the checkout', () => {
  it('prints availability, downtime and gain of every step', () => {
    const shown = ['588.9', '159.6', '76.4', '57.0', '37.6'];
    for (const index of steps.keys()) {
      const availability = ceiling(after(index + 1));
      expect(minutes(availability)).toBe(shown[index]);
      const gained = index === 0 ? '' : `${(downtime(ceiling(after(index))) - downtime(availability)).toFixed(1)} `;
      printed(`| ${percent(availability)} | ${shown[index]} | ${gained}|`);
    }
    expect(downtime(0.999)).toBeCloseTo(43.2);
    expect([covered(0.999, 0.98), covered(0.999, 0.95)].map((a) => percent(a))).toEqual(['99.998%', '99.995%']);
  });

  it('draws the availabilities that it multiplies', () => {
    const drawing = read('artefacts/graceful-degradation/dependencies.dot').replaceAll('-\\nations', 'ations');
    for (const [part, availability] of Object.entries(checkout)) {
      const label = part === 'own code' ? 'checkout' : part;
      expect(drawing).toContain(`"${label}\\n${Number((100 * availability).toFixed(2))}%"`);
    }
  });

  it('lists what remains', () => {
    const coverage = after(5);
    const left = Object.fromEntries(
      Object.entries(checkout).map(([part, a]) => [part, minutes(covered(a, coverage[part as Part] ?? 0))]),
    );
    expect(left).toEqual({
      'own code': '4.3',
      auth: '4.3',
      cart: '21.6',
      pricing: '2.2',
      inventory: '2.2',
      payments: '2.2',
      tax: '0.9',
      recommendations: '0.0',
      reviews: '0.0',
    });
    printed('cart 21.6, own code and auth 4.3 each, pricing, inventory and payments 2.2 each, tax 0.9');
    expect(21.6 / downtime(ceiling(coverage))).toBeGreaterThan(0.5);
    expect(Object.values(checkout).filter((a) => a >= 0.9999)).toHaveLength(2); // own code, and one dependency of eight
  });

  it('values the alternatives and the doubts', () => {
    const all = after(5);
    expect(minutes(ceiling({ ...all, payments: 0 }, { ...checkout, cart: 0.9999 }))).toBe('39.7');
    expect(minutes(ceiling({ ...all, payments: 0.45 }))).toBe('47.3');
    expect(minutes(ceiling({ ...all, inventory: 0.6 }))).toBe('52.7');
    expect(minutes(ceiling({ ...all, tax: 0 }))).toBe('79.9');
    printed('39.7 minutes', '47.3', '52.7', '79.9 minutes');
  });

  it('counts what is degraded', () => {
    const available = ceiling(after(2));
    const degraded = 1 - 0.995 ** 2;
    expect(Math.round(available * degraded * 43_200)).toBe(429);
    expect(
      [1 - available, available * degraded].map((share) => Math.round(share * 1e6).toLocaleString('en-US')),
    ).toEqual(['3,695', '9,938']);
    expect(percent(1 - (2 * 0.005) / 6)).toBe('99.833%');
    printed('429 minutes', '3,695', '9,938', '99.833%');
    expect(page).not.toContain('431');
  });
});

describe('the arithmetic', () => {
  it('bounds a series and a pair', () => {
    const parts = Object.values(checkout);
    expect(downtime(1 - parts.reduce((sum, part) => sum + 1 - part, 0)).toFixed(1)).toBe('591.8');
    expect(downtime(Math.min(...parts))).toBeCloseTo(216);
    expect((downtime(pair(0.999, 0)) * 60).toFixed(1)).toBe('2.6');
    expect([percent(pair(0.999, 0), 4), percent(pair(0.999, 0.1), 2), minutes(pair(0.999, 0.1))]).toEqual([
      '99.9999%',
      '99.99%',
      '4.4',
    ]);
    printed('591.8', '216', '2.6 seconds', '4.4 minutes');
    expect([(26 * 100) / 60, 43].every((down) => downtime(0.999) - down < 0.5)).toBe(true);
  });

  it('divides the year of the extra nine', () => {
    const year = 365.25 * 24 * 60;
    expect((year * 1e-4).toFixed(1)).toBe('52.6');
    expect((5 * year * 1e-5).toFixed(1)).toBe('26.3');
    expect(percent(0.999 ** 10, 1)).toBe('99.0%');
    expect(Math.round(downtime(0.999 ** 10) / 60)).toBe(7);
  });

  it('sizes zones', () => {
    expect([2, 3, 4].map((zones) => Math.round(100 * staticCapacity(zones)))).toEqual([200, 150, 133]);
    expect(12 * staticCapacity(3)).toBe(18);
    expect(percent(1 / staticCapacity(3), 1)).toBe('66.7%');
    expect((3 * 0.8) / 2).toBeCloseTo(1.2);
  });

  it('answers the exercises', () => {
    const hard = [0.9995, 0.9995, 0.999, 0.999, 0.997];
    const better = [0.9995, 0.9995, 0.999, covered(0.999, 0.99)];
    expect([percent(series(hard)), minutes(series(hard)), percent(series(better)), minutes(series(better))]).toEqual([
      '99.401%',
      '258.7',
      '99.799%',
      '86.8',
    ]);
    expect([percent(pair(0.999, 1 / 3), 4), minutes(pair(0.999, 1 / 3)), minutes(pair(0.999, 1 / 30))]).toEqual([
      '99.9666%',
      '14.4',
      '1.5',
    ]);
    expect([(10_000 - 1500) / 10_000, 1000 + (10_000 * 0.9) / 10, 400 / 10_000]).toEqual([0.85, 1900, 0.04]);
    const failed = 18_000 + 95_000;
    expect([failed, 600_000, 40_000_000 - failed - 600_000].map((views) => percent(views / 40_000_000, 2))).toEqual([
      '0.28%',
      '1.50%',
      '98.22%',
    ]);
    printed(
      '99.401%',
      '258.7',
      '99.799%',
      '86.8',
      '99.9666%',
      '14.4 minutes',
      '1.5 minutes',
      '0.28%',
      '600,000, 1.5%',
      '98.2%',
      '113,000',
    );
  });
});

describe('withDegradation', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const after5s = () => new Promise<string[]>((done) => setTimeout(done, 5000, ['a', 'b']));
  const options: Options<string[]> = { timeoutMs: 250, fallback: () => [], maxInFlight: 1000 };
  /** Runs a call to its end; says how long it took. */
  async function timed<T>(call: () => Promise<T>): Promise<{ ms: number; answer: T }> {
    const began = Date.now();
    let ms = 0;
    const running = call().then((answer) => {
      ms = Date.now() - began;
      return answer;
    });
    for (let step = 0; step < 30; step++) await vi.advanceTimersByTimeAsync(10);
    return { answer: await running, ms };
  }

  it('renders in less than 300 ms while the dependency hangs, then skips it', async () => {
    const counted: string[] = [];
    const recommendations = withDegradation('recommendations', after5s, {
      ...options,
      count: (feature, reason) => counted.push(`${feature}:${reason}`),
    });
    const first = await timed(() => render({ recommendations }));
    expect(first.answer).toEqual({ parts: { recommendations: [] }, degraded: ['recommendations:timeout'] });
    expect(first.ms).toBe(250);
    printed('degraded: ["recommendations:timeout"]');
    for (let call = 2; call <= 20; call++) expect((await timed(recommendations)).answer.degraded).toBe('timeout');
    const next = await timed(recommendations);
    expect([next.ms, next.answer.degraded]).toEqual([0, 'open']);
    expect(counted).toHaveLength(21);
  });

  it('closes after three good probes in a row, 5 s later, and not before', async () => {
    let healthy = false;
    let calls = 0;
    const flaky = withDegradation(
      'reviews',
      () => (calls++, healthy ? Promise.resolve(['fine']) : Promise.reject(new Error('503'))),
      options,
    );
    const reasons: (Reason | undefined)[] = [];
    for (let call = 0; call < 21; call++) reasons.push((await flaky()).degraded);
    expect([reasons[19], reasons[20], calls]).toEqual(['error', 'open', 20]);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await flaky()).degraded).toBe('error'); // a bad probe opens it again
    expect((await flaky()).degraded).toBe('open');
    healthy = true;
    await vi.advanceTimersByTimeAsync(5000);
    const [probe, beside] = await Promise.all([flaky(), flaky()]);
    expect([probe.degraded, beside.degraded]).toEqual([undefined, 'open']); // one probe at a time
    await flaky();
    await flaky();
    const both = await Promise.all([flaky(), flaky()]);
    expect(both.map(({ degraded }) => degraded)).toEqual([undefined, undefined]);
  });

  it('stays closed at half failures and obeys the switch', async () => {
    let calls = 0;
    let mode: 'auto' | 'forced' = 'auto';
    const half = withDegradation(
      'tax',
      () => (++calls % 2 ? Promise.resolve(['x']) : Promise.reject(new Error('no'))),
      { ...options, mode: () => mode },
    );
    for (let call = 0; call < 60; call++) await half();
    expect(calls).toBe(60);
    mode = 'forced';
    expect(await half()).toEqual({ value: [], degraded: 'forced' } satisfies Answer<string[]>);
    expect(calls).toBe(60);
  });

  it('survives a switch and a metric that throw', async () => {
    const broken = () => {
      throw new Error('flag service away');
    };
    const reviews = withDegradation('reviews', () => Promise.reject(new Error('503')), {
      ...options,
      mode: broken,
      count: broken,
    });
    expect(await reviews()).toEqual({ value: [], degraded: 'error' });
    const fine = withDegradation('reviews', () => Promise.resolve(['fine']), { ...options, mode: broken });
    expect(await fine()).toEqual({ value: ['fine'] });
    const careless = withDegradation('reviews', () => Promise.reject(new Error('503')), {
      ...options,
      fallback: broken,
    });
    await expect(careless()).rejects.toThrow('flag service away');
  });

  it('keeps the place of a call that ignores the signal', async () => {
    let aborted = 0;
    const deaf = withDegradation(
      'recommendations',
      (signal) => (signal.addEventListener('abort', () => aborted++), after5s()),
      { ...options, maxInFlight: 2 },
    );
    const reasons = (await timed(() => Promise.all([deaf(), deaf(), deaf()]))).answer.map(({ degraded }) => degraded);
    expect(reasons).toEqual(['timeout', 'timeout', 'full']);
    expect(aborted).toBe(2);
    expect((await deaf()).degraded).toBe('full');
    await vi.advanceTimersByTimeAsync(5000);
    expect((await timed(deaf)).answer.degraded).toBe('timeout');
  });
});

it('keeps the matrix in step with the example', () => {
  const rows = read('artefacts/graceful-degradation/degradation-matrix.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head = [], ...body] = rows;
  const drilled = body.filter((row) => row[head.indexOf('Last drill')] !== '');
  const trusted = Object.fromEntries(drilled.map((row) => [row[0], Number(row[head.indexOf('Coverage')])]));
  printed(`By its own rule the checkout is at ${minutes(ceiling(trusted))} minutes`);
  const coverage = after(5);
  expect(body.map(([name]) => name)).toEqual(Object.keys(checkout).filter((part) => part !== 'own code'));
  for (const row of body) {
    expect(row).toHaveLength(head.length);
    expect(Number(row[head.indexOf('Coverage')])).toBe(coverage[row[0] as Part] ?? 0);
    expect(['hard', 'soft', 'cacheable', 'substitutable']).toContain(row[1]);
  }
});

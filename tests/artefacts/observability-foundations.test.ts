import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  current,
  inject,
  parse,
  record,
  withSpan,
} from '../../src/content/artefacts/observability-foundations/context.ts';
import { eventBytes, metricBytes, service } from '../../src/content/artefacts/observability-foundations/cost.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/observability-foundations.mdx');
const incoming = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('request context', () => {
  it('survives await and timers', async () => {
    const seen = await withSpan(incoming, async () => {
      await sleep(1);
      return new Promise<string | undefined>((done) => setTimeout(() => done(current()?.traceId), 1));
    });
    expect(seen).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(current()).toBeUndefined();
  });

  it('passes on the same trace with a new span, in 55 characters', () => {
    const { traceparent } = withSpan(incoming, () => inject());
    expect(traceparent).toHaveLength(55);
    expect(parse(traceparent)?.traceId).toBe(parse(incoming)?.traceId);
    expect(parse(traceparent)?.parentId).not.toBe(parse(incoming)?.parentId);
    expect(page).toContain('55 characters');
  });

  it.each([
    ['zero trace id', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['zero span id', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
    ['upper case', incoming.toUpperCase()],
    ['version ff', incoming.replace(/^00/, 'ff')],
    ['version 00 with a fifth field', `${incoming}-00`],
    ['nothing', undefined],
  ])('starts a new trace for %s', (_, header) => {
    expect(parse(header)).toBeUndefined();
    const context = withSpan(header, current);
    expect(context?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(context?.traceId).not.toMatch(/^0+$/);
    expect(context?.parentId).toBeUndefined();
  });

  it.each([incoming.replace(/^00/, '01'), `${incoming.replace(/^00/, '01')}-beef`])(
    'reads a later version, %s, and answers with its own',
    (later) => {
      expect(parse(later)).toEqual(parse(incoming));
      expect(withSpan(later, () => inject().traceparent)).toMatch(/^00-4bf9.{48}$/);
    },
  );

  it('keeps the sampling decision', () => {
    expect(withSpan(incoming.replace(/01$/, '00'), () => inject().traceparent)).toMatch(/-00$/);
  });

  it('never mixes two requests, and joins records to their trace', async () => {
    const other = incoming.replace('4bf9', 'aaaa');
    const work = (header: string) =>
      withSpan(header, async () => (await sleep(Math.random() * 5), record('done', { n: 1 })));
    const [one, two] = await Promise.all([work(incoming), work(other)]);
    expect(one).toMatchObject({ body: 'done', n: 1, trace_id: parse(incoming)?.traceId });
    expect(two).toMatchObject({ trace_id: parse(other)?.traceId });
  });
});

describe('volumes of the page', () => {
  const { rps, pods, logLines, logBytes, spans, spanBytes, seriesPerPod, canonicalBytes } = service;
  const [logs, traces] = [eventBytes(rps, logLines, logBytes), eventBytes(rps, spans, spanBytes)];
  const metrics = metricBytes(pods * seriesPerPod, 15, 1.5);
  const tb = (bytes: number) => `${(bytes / 1e12).toFixed(2)} TB`;

  it('prints terabytes, gigabytes and megabytes a day', () => {
    for (const figure of [
      tb(logs),
      tb(traces),
      `${((traces * 0.01) / 1e9).toFixed(1)} GB`,
      `${Math.round(metrics / 1e6)} MB`,
      tb(eventBytes(rps, 1, canonicalBytes)),
    ]) {
      expect(page).toContain(figure);
    }
    expect(Math.round(logs / metrics / 100) * 100).toBe(16_700);
    const event = JSON.parse(read('artefacts/observability-foundations/canonical-event.json')) as object;
    expect(JSON.stringify(event)).toHaveLength(canonicalBytes);
    expect(page).toContain(`has ${Object.keys(event).length} fields and is ${canonicalBytes} bytes long`);
    const bodies = eventBytes(800, 1, 6000);
    for (const figure of [
      tb(bodies),
      `${((bodies * 7) / 1e12).toFixed(1)} TB`,
      `${Math.round((bodies / logs) * 100)}% on top`,
      `${((bodies * 0.005) / 1e9).toFixed(1)} GB`,
    ]) {
      expect(page).toContain(figure);
    }
    for (const figure of [
      `${Math.round(0.8 ** 5 * 100)}%`,
      `${((rps * logLines * logBytes) / 1e6).toFixed(0)} MB`,
      `${((rps * spans * spanBytes) / 1e6).toFixed(2)} MB`,
      (rps * 60).toLocaleString('en-US'),
    ]) {
      expect(page).toContain(figure);
    }
    for (const figure of ['16,700', '7,200', '12 MB', '20.25 MB', '300,000']) expect(page).toContain(figure);
  });

  it('has a canonical event of the fields that the page counts', () => {
    const event: Record<string, unknown> = JSON.parse(read('artefacts/observability-foundations/canonical-event.json'));
    expect(page).toContain(`${Object.keys(event).length} fields`);
  });
});

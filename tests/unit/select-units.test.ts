import { describe, expect, it } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { isTarget, resolve } from '../../src/handbook/links.ts';
import { tracksOf } from '../../src/handbook/tracks.ts';
import { entriesOf, sampleHandbook } from './sample-handbook.ts';

function handbookWith(settings: Record<string, unknown>) {
  const entries = entriesOf(sampleHandbook());
  return buildHandbook({ ...entries, cohort: { ...entries.cohort, ...settings } });
}
const ids = (pages: readonly { id: string }[]) => pages.map(({ id }) => id);

describe('what a cohort chooses', () => {
  it('is everything where the settings say nothing', () => {
    const handbook = handbookWith({});
    expect(handbook.leftOut.size).toBe(0);
    expect(ids(handbook.weeks)).toEqual(['week-01', 'week-02']);
  });

  it('are the units named, in their order, without what belongs to nothing else', () => {
    const handbook = handbookWith({ units: ['week-02', 'week-01'] });
    expect(ids(handbook.weeks)).toEqual(['week-02', 'week-01']);
    expect(handbook.modules).toEqual([]);
    expect(handbook.blocks).toEqual([]);
    expect([...handbook.leftOut.keys()].sort()).toEqual(['alerting-quality', 'idempotency', 'staff', 'week-1']);
    expect(tracksOf(handbook).map(({ id }) => id)).toEqual(['roadmap']);
    // Of the sources, the one that a definition cites stays; what only the left-out module cites goes.
    expect([...handbook.sources.keys()]).toEqual(['kleppmann', 'sre-book', 'sre-workbook']);
  });

  it('is one track where only one is named', () => {
    const handbook = handbookWith({ tracks: ['staff'] });
    expect(handbook.weeks).toEqual([]);
    expect(ids(handbook.modules)).toEqual(['alerting-quality', 'idempotency']);
  });

  it('drops references to what is left out, and still knows its address', () => {
    const handbook = handbookWith({ units: ['alerting-quality'] });
    expect(handbook.modules[0]?.data.prerequisites).toEqual([]);
    const target = resolve(handbook, 'week:week-01#plan');
    expect(isTarget(target) && target).toMatchObject({ path: '/weeks/week-01/#plan', leftOut: true });
    const kept = resolve(handbook, 'module:alerting-quality');
    expect(isTarget(kept) && kept).toMatchObject({ leftOut: false });
  });
});

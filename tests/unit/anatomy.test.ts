import { describe, expect, it } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { connectionsOf } from '../../src/handbook/connections.ts';
import { isToldAt, noteName, notesOn } from '../../src/handbook/notes.ts';
import { placeName, placeOf, shortTitle, weekSpan } from '../../src/handbook/place.ts';
import { placedItems, sectionsOf } from '../../src/handbook/sections.ts';
import { neighboursOf } from '../../src/handbook/sequence.ts';
import { entriesOf, sampleHandbook } from './sample-handbook.ts';

const handbook = buildHandbook(entriesOf(sampleHandbook()));
const page = (id: string) => {
  const found = handbook.pages.get(id);
  if (!found) throw new Error(`the sample has no page "${id}"`);
  return found;
};
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('sections of a page', () => {
  it('are those that have content, in the order of the anatomy', () => {
    const { before, after } = sectionsOf(page('week-01'));
    expect(ids(before)).toEqual(['outcomes', 'plan']);
    expect(ids(after)).toEqual([
      'acceptance',
      'tools',
      'readings',
      'checklist',
      'rubric',
      'self-check',
      'sources',
      'connections',
      'from-the-outline',
    ]);
  });

  it('of a module begin with the answer and end with the words of the outline', () => {
    const { before, after } = sectionsOf(page('alerting-quality'));
    expect(ids(before)).toEqual(['in-one-minute', 'why']);
    expect(ids(after)).toEqual(['session', 'self-check', 'sources', 'connections', 'from-the-outline']);
  });

  it('leave out what the author has put into the body', () => {
    expect([...placedItems(page('week-01'))]).toEqual(['concept-cache']);
    expect(ids(sectionsOf(page('week-02')).before)).toEqual(['prerequisites', 'plan', 'concepts', 'project']);
  });

  it('of a track are its phases', () => {
    expect(sectionsOf(page('roadmap')).after).toEqual([{ id: 'weeks-01-02', title: 'Start' }]);
  });
});

describe('neighbours', () => {
  const around = (id: string) => {
    const { previous, next } = neighboursOf(handbook, page(id));
    return [previous?.id, next?.id];
  };

  it('follow a track from its page to its end', () => {
    expect(around('roadmap')).toEqual([undefined, 'week-01']);
    expect(around('week-01')).toEqual(['roadmap', 'week-02']);
    expect(around('week-02')).toEqual(['week-01', undefined]);
    expect(around('idempotency')).toEqual(['alerting-quality', undefined]);
  });

  it('of a block are its track and its first module', () => {
    expect(around('week-1')).toEqual(['staff', 'alerting-quality']);
  });

  it('are missing outside the tracks', () => {
    expect(around('home')).toEqual([undefined, undefined]);
  });
});

describe('connections', () => {
  it('name each page once, under the strongest reason, in both directions', () => {
    const groups = connectionsOf(handbook, page('week-01')).map(({ label, pages }) => [label, ids(pages)]);
    expect(groups).toEqual([['Prepares for', ['week-02', 'alerting-quality']]]);
  });
});

describe('edition notes', () => {
  it('stand beside their item, and on the page where they name no item', () => {
    expect(ids(notesOn(handbook, 'week-01', 'concept-cache'))).toEqual(['sd-01']);
    expect(notesOn(handbook, 'week-01')).toEqual([]);
    expect(ids(notesOn(handbook, 'alerting-quality'))).toEqual(['sd-01']);
  });

  it('are told at the first of their items on a page', () => {
    const draft = sampleHandbook();
    draft.notes['sd-01'] = { ...draft.notes['sd-01'], on: ['week-01#concept-cache', 'week-01#tool-cache'] };
    const [note] = notesOn(buildHandbook(entriesOf(draft)), 'week-01', 'tool-cache');
    expect(note && [isToldAt(note, 'week-01', 'concept-cache'), isToldAt(note, 'week-01', 'tool-cache')]).toEqual([
      true,
      false,
    ]);
  });

  it('are cited by their number', () => {
    expect(noteName('sd-07')).toBe('Edition note 7');
  });
});

describe('place in a track', () => {
  it('is the part and the position of a week or module', () => {
    expect(placeOf(handbook, page('week-02'))).toEqual({ track: 'roadmap', part: 0, position: 1 });
    expect(placeOf(handbook, page('alerting-quality'))).toEqual({ track: 'staff', part: 0, position: 0 });
    expect(placeOf(handbook, page('staff'))).toEqual({ track: 'staff', part: undefined, position: undefined });
    expect(placeOf(handbook, page('home'))).toBeUndefined();
  });

  it('is named in a few words', () => {
    expect(placeName(page('week-02'))).toBe('Week 2');
    expect(shortTitle('Architecture deep dives (platform/microservices)')).toBe('Architecture deep dives');
    expect(shortTitle('Staff archetypes + choosing your operating model')).toBe('Staff archetypes');
    expect(weekSpan({ from: 3, to: 8 })).toBe('Weeks 3–8');
    expect(weekSpan({ from: 1, to: 1 })).toBe('Week 1');
  });
});

import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { cohortCalendarFile, cohortEvents, releaseEvents } from '../../src/handbook/calendar/cohort-events.ts';
import { publishedAt } from '../../src/handbook/published.ts';
import { entriesOf, sampleHandbook } from './sample-handbook.ts';

const address = publishedAt(new URL('https://handbook.example'), '/group/');
function handbookWith(settings: Record<string, unknown>) {
  const entries = entriesOf(sampleHandbook());
  return buildHandbook({ ...entries, cohort: { ...entries.cohort, ...settings } });
}
const dated = {
  id: 'group-1',
  start: '2027-03-22',
  zone: 'Europe/Berlin',
  units: ['week-01', 'alerting-quality'],
  sessions: [{ name: 'Seminar; with, signs', day: 'tuesday', time: '18:30', minutes: 90, place: 'Room 2' }],
  deadlines: [{ name: 'Project', unit: 'week-01', day: 'friday' }],
};
const parsed = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown as string)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));

describe('the calendar file', () => {
  it('is read by another library: units, meetings and deadlines', () => {
    const events = parsed(cohortCalendarFile(handbookWith(dated), address, {}));
    expect(
      events.map(({ summary, startDate, endDate }) => [summary, startDate.toString(), endDate.toString()]),
    ).toEqual([
      ['First week', '2027-03-22', '2027-03-29'],
      ['Alerting quality', '2027-03-29', '2027-04-05'],
      ['Seminar; with, signs: First week', '2027-03-23T17:30:00Z', '2027-03-23T19:00:00Z'],
      ['Seminar; with, signs: Alerting quality', '2027-03-30T16:30:00Z', '2027-03-30T18:00:00Z'],
      ['Due: Project', '2027-03-26', '2027-03-27'],
    ]);
    expect(events[2]?.location).toBe('Room 2');
  });

  it('has the same bytes twice, CRLF, and no line over 75 octets', () => {
    const text = cohortCalendarFile(handbookWith(dated), address, {});
    expect(text).toBe(cohortCalendarFile(handbookWith(dated), address, {}));
    const lines = text.split('\r\n');
    expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  it('keeps its UIDs when dates, texts and order change, and has others than another cohort', () => {
    const uids = (settings: Record<string, unknown>) =>
      cohortEvents(handbookWith({ ...dated, ...settings }), address)
        .map(({ uid }) => uid)
        .sort();
    const before = uids({});
    expect(uids({ start: '2027-05-03' })).toEqual(before);
    expect(uids({ units: ['alerting-quality', 'week-01'] })).toEqual(before);
    expect(uids({ id: 'group-2' }).filter((uid) => before.includes(uid))).toEqual([]);
  });

  it('raises the sequence of what has moved since the last release, and of nothing else', () => {
    const released = releaseEvents(cohortEvents(handbookWith(dated), address), {});
    const later = cohortCalendarFile(
      handbookWith({ ...dated, breaks: [{ from: '2027-03-29', to: '2027-04-04' }] }),
      address,
      released,
    );
    expect(parsed(later).map(({ sequence }) => sequence)).toEqual([0, 1, 0, 1, 0]);
  });
});

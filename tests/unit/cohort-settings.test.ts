import { describe, expect, it, test } from 'vitest';
import { assemble } from '../../src/handbook/build.ts';
import { checkHandbook } from '../../src/handbook/check.ts';
import { contrast } from '../../src/handbook/checks/cohort-settings.ts';
import { checkData } from '../../src/disk/read-data.ts';
import { cohort } from '../../src/schema/cohort.ts';
import { entriesOf, sampleHandbook } from './sample-handbook.ts';

const head = 'name: A\ndescription: B.\nattribution: { text: C }\n';

/** What is said of settings: place, message and cure of each problem. */
function problemsOf(yaml: string, draft = sampleHandbook()): string[] {
  const read = checkData(head + yaml, 1, 'src/cohort/settings.yaml', cohort);
  const entries = entriesOf(draft);
  const found = read.value
    ? checkHandbook(assemble(entries), { ...entries, cohort: read.value.data, locateSetting: read.value.locate })
    : read.problems;
  return found.map(({ line, key, message, cure }) => `${line} ${key}: ${message}${cure ? ` → ${cure}` : ''}`);
}

test.for([
  ['start: 2027-02-30', '4 start: found "2027-02-30": expected a date such as 2026-11-21'],
  [
    'start: 2027-01-11\nzone: Europe/Berln',
    '5 zone: there is no time zone "Europe/Berln" → did you mean "Europe/Berlin"?',
  ],
  ['start: 2027-01-11\nzone: Berlin', '5 zone: there is no time zone "Berlin" → did you mean "Europe/Berlin"?'],
  ['pace: 0', '4 pace: expected at least 0.5, found the number 0'],
  ['unit: [week-01]', '4 unit: there is no key "unit" here → did you mean "units"?'],
  ['units: [week-1x]', '4 units[0]: there is no unit "week-1x" → did you mean "week-1"?'],
  ['units: [week-01, week-01]', '4 units[1]: "week-01" stands here twice → leave it once'],
  ['tracks: [stuff]', '4 tracks[0]: there is no track "stuff" → did you mean "staff"?'],
  [
    'left-out: upstream',
    '4 left-out: links are to lead upstream, and its address is not known → write `upstream: https://…`, or `left-out: text`',
  ],
  [
    'holidays: [2027-01-11]',
    '4 holidays: there are holidays and no start → write `start:` with the first day, such as 2027-01-11',
  ],
  [
    'start: 2027-01-11\nholidays: [2027-01-11]',
    '4 start: the start 2027-01-11 is a holiday → start on the next day of work',
  ],
  [
    'start: 2027-01-11\nbreaks: [{ from: 2027-01-10, to: 2027-01-12 }]',
    '4 start: the start 2027-01-11 lies in the break from 2027-01-10 to 2027-01-12 → start after 2027-01-12, or move the break',
  ],
  [
    'start: 2027-01-11\nbreaks:\n  - { from: 2027-02-01, to: 2027-02-07 }\n  - { from: 2027-02-07, to: 2027-02-09 }',
    '7 breaks[1]: the break from 2027-02-07 to 2027-02-09 overlaps that from 2027-02-01 to 2027-02-07 → make one of the two, or move one',
  ],
  [
    'start: 2027-01-11\nbreaks: [{ from: 2027-02-01, to: 2029-02-07 }]',
    '5 breaks[0].to: the break takes more than 366 days → end the course before it, and begin another with its own start',
  ],
  [
    'start: 2027-01-11\nbreaks: [{ from: 2027-02-08, to: 2027-02-01 }]',
    '5 breaks[0].from: the break begins on 2027-02-08 and ends on 2027-02-01 → exchange the two',
  ],
  [
    "start: 2027-03-22\nzone: Europe/Berlin\nsessions:\n  - { name: Night, day: sunday, time: '02:30', minutes: 60 }",
    '7 sessions[0].time: 02:30 does not exist on 28 March 2027 in Europe/Berlin: clocks are put forward → choose another hour',
  ],
  [
    "start: 2027-03-22\nsessions: [{ name: Night, day: tuseday, time: '02:30', minutes: 60 }]",
    '5 sessions[0].day: found "tuseday"; allowed are monday, tuesday, wednesday, thursday, friday, saturday, sunday → did you mean "tuesday"?',
  ],
  [
    'colours: { accent: { light: "#ffdd00", dark: "#94bff3" } }',
    '4 colours.accent.light: accent #ffdd00 on paper #fdfcfa has a contrast of 1.3 to 1, at least 4.5 is needed → take a darker one',
  ],
  [
    'version: 2',
    '4 version: these settings are of version 2, this handbook reads version 1 → update the handbook with `npm run cohort:update`',
  ],
] as const)('settings with %s', ([yaml, expected]) => {
  expect(problemsOf(yaml)).toEqual([expected]);
});

describe('settings', () => {
  it('have no problem where all of them are right', () => {
    const yaml = [
      'start: 2027-01-11',
      'zone: Europe/Berlin',
      'pace: 1.5',
      'breaks: [{ from: 2027-02-15, to: 2027-02-21, name: Reading week }]',
      'holidays: [2027-01-13]',
      "sessions: [{ name: Seminar, day: tuesday, time: '18:30', minutes: 90, place: 'https://meet.example.org/x' }]",
      'units: [week-01, alerting-quality]',
      'deadlines: [{ name: Project, unit: week-01, day: friday }]',
    ];
    expect(problemsOf(yaml.join('\n'))).toEqual([]);
  });

  it('choose days and sessions as they choose weeks', () => {
    const draft = sampleHandbook();
    const head = { title: 'Flour', description: 'What bread is made of.' };
    const phases = [{ id: 'part-1', heading: 'Day 1', title: 'Day 1', weeks: ['day-01'] }];
    const day = { track: 'bread', phase: 'part-1', word: 'Day', number: 1, heading: 'Day 1: Flour', title: 'Flour' };
    draft.pages['tracks/bread'] = {
      data: { kind: 'track', ...head, title: 'Bread', outline: { title: 'Bread', word: 'Day', phases } },
      body: '',
    };
    draft.pages['days/day-01'] = { data: { kind: 'unit', ...head, depth: 'outline', outline: day }, body: '' };
    const yaml = 'start: 2027-01-11\nunits: [day-01]\ndeadlines: [{ name: A loaf, unit: day-01, day: monday }]';
    expect(problemsOf(yaml, draft)).toEqual([]);
  });

  it('refuse HTML in a name', () => {
    const read = checkData('name: "<b>A</b>"\ndescription: B.\nattribution: { text: C }\n', 1, 'settings.yaml', cohort);
    expect(read.problems.map(({ key, message }) => `${key} ${message}`)).toEqual([
      'name found "<b>A</b>": expected plain text without HTML',
    ]);
  });

  it('measure contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

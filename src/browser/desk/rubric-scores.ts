import { type Entry, type LevelKey, type Peer, readKey } from '../../handbook/progress/entry.ts';
import { nextStamp } from '../../handbook/progress/merge.ts';
import { type Criterion, historyOf, levelsOf, resultOf } from '../../handbook/progress/score.ts';
import { levels, passMark } from '../../handbook/rubric.ts';
import { agreementTable } from './agreement.ts';
import { element } from './element.ts';
import { download, localDay } from './export.ts';
import { noteField, noteText } from './note-editor.ts';
import { historyPlot } from './score-plot.ts';
import { readSheet, sheetText } from './sheet.ts';
import type { Desk } from './store.ts';

type Control = HTMLInputElement | HTMLSelectElement;
type NamedCriterion = Criterion & { name: string };

/** Scoring of the page's rubric: levels, evidence, points, history, and a second person's copy beside it. */
export function addScores(desk: Desk): void {
  const controls = [...document.querySelectorAll<Control>('[data-score]')];
  const place = document.querySelector<HTMLElement>('[data-scores]');
  const page = controls[0]?.dataset['item']?.split('#')[0];
  if (!page || !place) return;
  const criteria = [...document.querySelectorAll<HTMLElement>('tr[data-weight]')].map((row): NamedCriterion => {
    const name = (row.querySelector('.words') ?? row).textContent.trim();
    return { id: row.id, weight: Number(row.dataset['weight']), name };
  });
  for (const control of controls) {
    control.addEventListener('change', () => {
      const criterion = control.dataset['item']?.split('#')[1] ?? '';
      void score(desk, page, criterion, (control.value || null) as LevelKey | null);
    });
  }
  const result = element('div', { className: 'scores', 'aria-live': 'polite' });
  const clear = element('button', { type: 'button' }, 'Take my levels back');
  clear.addEventListener('click', () => {
    for (const id of Object.keys(levelsOf(desk.entries, page))) void score(desk, page, id, null);
  });
  place.append(result, evidence(desk, page, criteria), secondCopy(desk, page, criteria));
  const show = () => {
    const given = levelsOf(desk.entries, page);
    for (const control of controls) {
      const level = given[control.dataset['item']?.split('#')[1] ?? ''] ?? '';
      if (control instanceof HTMLSelectElement) control.value = level;
      else control.checked = control.value === level;
    }
    const history = historyOf(desk.entries, page).map(({ day, levels }) => {
      return { day, points: resultOf(criteria, levels).points };
    });
    result.replaceChildren(...verdict(criteria, given), ...(history.length > 1 ? [historyPlot(history)] : []));
    if (Object.keys(given).length > 0) result.append(clear);
  };
  desk.onChange(show);
  show();
}

function score(desk: Desk, page: string, criterion: string, level: LevelKey | null): Promise<void> {
  const key = `score:${page}#${criterion}@${localDay(Date.now())}`;
  return desk.change(key, (before): Entry => ({ kind: 'score', at: nextStamp(Date.now(), before), level }));
}

/** The points in a sentence, and what is missing. Empty before the first level. */
function verdict(criteria: readonly NamedCriterion[], given: Readonly<Record<string, LevelKey>>): HTMLElement[] {
  const { points, open, below, passes } = resultOf(criteria, given);
  if (open === criteria.length) return [];
  const names = criteria.filter(({ id }) => below.includes(id)).map(({ name }) => `“${name}”`);
  const sums = criteria.flatMap(({ id, weight }) => {
    const level = levels.find(({ key }) => key === given[id]);
    return level ? [`${weight} × ${Math.round(level.share * 100)}%`] : [];
  });
  const why =
    passes === undefined
      ? `${open} ${open === 1 ? 'criterion is' : 'criteria are'} still open.`
      : passes
        ? `This passes: ${passMark} points are needed, and no criterion is below.`
        : names.length > 0
          ? `This does not pass, whatever the points: ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} below.`
          : `This does not pass: ${passMark} points are needed.`;
  return [element('p', {}, element('strong', {}, `${points} of 100 points`), ` (${sums.join(' + ')}). ${why}`)];
}

function evidence(desk: Desk, page: string, criteria: readonly NamedCriterion[]): HTMLElement {
  const fields = criteria.map(({ id, name }) => noteField(desk, `note:${page}#${id}`, name));
  const written = criteria.some(({ id }) => noteText(desk, `note:${page}#${id}`) !== '');
  const details = element('details', { open: written }, element('summary', {}, 'Your evidence for each criterion'));
  details.append(
    element('p', { className: 'aside' }, 'A link, a figure or a sentence that shows the level.'),
    ...fields,
  );
  return details;
}

/** What another person says of the same work: their sheet is loaded, laid beside one's own and compared. */
function secondCopy(desk: Desk, page: string, criteria: readonly NamedCriterion[]): HTMLElement {
  const name = element('input', { type: 'text', maxLength: 80, autocomplete: 'name' });
  const file = element('input', { type: 'file', accept: '.json,application/json', 'data-sheet': page });
  const status = element('p', { role: 'status' });
  const save = element('button', { type: 'button' }, 'Save my sheet');
  const copies = element('div');
  save.addEventListener('click', () => {
    const remarks = Object.fromEntries(
      criteria
        .map(({ id }) => [id, noteText(desk, `note:${page}#${id}`).slice(0, 4000)] as const)
        .filter(([, text]) => text),
    );
    const sheet = { page, name: name.value.trim() || 'Unnamed', levels: levelsOf(desk.entries, page), remarks };
    download(`scores-${page}-${localDay(Date.now())}.json`, 'application/json', sheetText(sheet));
    status.textContent = 'Saved. Send the file to the other person.';
  });
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const reading = readSheet(await chosen.text(), page, Date.now());
    status.textContent = reading.ok ? `The sheet of ${reading.entry.name} is here.` : reading.problem;
    if (reading.ok) await desk.absorb(new Map([[reading.key, reading.entry]]));
    file.value = '';
  });
  const show = () => {
    const mine = levelsOf(desk.entries, page);
    const peers = [...desk.entries].flatMap(([key, entry]) => {
      const shown = entry.kind === 'peer' && readKey(key)?.page === page && Object.keys(entry.levels).length > 0;
      return shown ? [[key, entry] as const] : [];
    });
    copies.replaceChildren(...peers.map(([key, peer]) => copy(desk, key, peer, mine, criteria)));
  };
  desk.onChange(show);
  show();
  return element(
    'details',
    { open: copies.childElementCount > 0 },
    element('summary', {}, 'A second person’s copy'),
    element(
      'p',
      { className: 'aside' },
      'Each of you scores alone on this page and saves a sheet. Then load the other’s sheet here.',
    ),
    element('p', { className: 'fields' }, element('label', {}, 'Your name ', name), save),
    element('p', { className: 'fields' }, element('label', {}, 'The other person’s sheet ', file)),
    status,
    copies,
  );
}

function copy(
  desk: Desk,
  key: string,
  peer: Peer,
  mine: Readonly<Record<string, LevelKey>>,
  criteria: readonly NamedCriterion[],
): HTMLElement {
  const away = element('button', { type: 'button' }, `Put the sheet of ${peer.name} away`);
  away.addEventListener('click', () => {
    void desk.change(key, (before): Entry => {
      return { kind: 'peer', at: nextStamp(Date.now(), before), name: peer.name, levels: {}, remarks: {} };
    });
  });
  const open = criteria.filter(({ id }) => !Object.hasOwn(mine, id)).length;
  const body =
    open > 0
      ? [
          element(
            'p',
            {},
            `${peer.name} has scored this work. You see how once you have given all your levels yourself.`,
          ),
        ]
      : agreementTable(peer, mine, criteria, desk.entries);
  return element('section', { className: 'second-copy' }, ...body, away);
}

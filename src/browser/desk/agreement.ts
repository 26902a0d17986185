import { type Entries, type LevelKey, type Peer, readKey } from '../../handbook/progress/entry.ts';
import {
  type Agreement,
  agreementOf,
  type Criterion,
  enoughPairs,
  type Levels,
  levelsOf,
  pairsOf,
  resultOf,
} from '../../handbook/progress/score.ts';
import { levels } from '../../handbook/rubric.ts';
import { element } from './element.ts';

const label = (level: LevelKey | undefined) => levels.find(({ key }) => key === level)?.label ?? '–';

/** Two people's levels side by side, how far they agree, and what that is worth. */
export function agreementTable(
  peer: Peer,
  mine: Levels,
  criteria: readonly (Criterion & { name: string })[],
  entries: Entries,
): HTMLElement[] {
  const rows = criteria.map(({ id, name }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', {}, label(mine[id])),
      element(
        'td',
        {},
        label(peer.levels[id]),
        ...(peer.remarks[id] ? [element('p', { className: 'remark' }, peer.remarks[id])] : []),
      ),
    ),
  );
  const head = ['Criterion', 'You', peer.name].map((text) => element('th', { scope: 'col' }, text));
  const points = (given: Levels) => resultOf(criteria, given).points;
  return [
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
    element(
      'p',
      {},
      `${points(mine)} points by you, ${points(peer.levels)} by ${peer.name}. ${inWords(agreementOf(pairsOf(mine, peer.levels)))}`,
    ),
    element('p', {}, worth(entries, peer.name)),
  ];
}

function inWords({ pairs, exact, near }: Agreement): string {
  return `You give the same level to ${exact} of ${pairs} criteria and are at most one level apart on ${near}.`;
}

/** A handful of criteria says little about two scorers; over many pages kappa takes chance out. */
function worth(entries: Entries, name: string): string {
  const pairs = [...entries].flatMap(([key, entry]) =>
    entry.kind === 'peer' && entry.name === name
      ? pairsOf(levelsOf(entries, readKey(key)?.page ?? ''), entry.levels)
      : [],
  );
  const { kappa } = agreementOf(pairs);
  if (pairs.length < enoughPairs || kappa === undefined) {
    return (
      'So few criteria can agree by chance. Talk about those where you differ: a descriptor that two people read ' +
      `differently, or evidence that one of you has not seen. From ${enoughPairs} shared criteria on, a measure without chance stands here.`
    );
  }
  return `Over all ${pairs.length} criteria that ${name} has scored, weighted kappa is ${kappa.toFixed(2)}: 1 is full agreement, 0 what chance alone would give.`;
}

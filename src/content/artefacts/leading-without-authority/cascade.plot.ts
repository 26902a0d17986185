import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { base, broken, cascade } from './cascade.ts';

/** Rounds from 0 to 9; a cascade that has ended stays where it is. */
function stairs(rounds: number[]): [number, number][] {
  return Array.from({ length: 10 }, (_, round) => [round, round === 0 ? 0 : (rounds[round - 1] ?? rounds.at(-1) ?? 0)]);
}

export default {
  x: { scale: 'linear', label: 'round', domain: [0, 9], ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  y: { scale: 'linear', label: 'teams that have adopted', domain: [0, 12], ticks: [0, 2, 4, 6, 8, 10, 11] },
  series: [
    { kind: 'steps', label: 'as planned', data: stairs(cascade(base)), labelAt: 0.45, labelSide: 'above' },
    { kind: 'steps', label: 'Search first', data: stairs(cascade({ ...broken, Search: 1 })), labelAt: 0.6, labelSide: 'below' },
    { kind: 'steps', label: 'Billing at 3', data: stairs(cascade(broken)), labelAt: 0.8, labelSide: 'above' },
  ],
} satisfies PlotSpec;

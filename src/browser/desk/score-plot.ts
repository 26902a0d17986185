import { passMark } from '../../handbook/rubric.ts';
import { element } from './element.ts';

const svgSpace = 'http://www.w3.org/2000/svg';
const width = 320;
const height = 72;
const pad = 6;

/** A small plot of points by day with the pass mark; the figures stand in its text alternative. */
export function historyPlot(history: readonly { day: string; points: number }[]): HTMLElement {
  const times = history.map(({ day }) => Date.parse(day));
  const from = Math.min(...times);
  const span = Math.max(...times) - from || 1;
  const x = (time: number) => pad + ((time - from) / span) * (width - 2 * pad);
  const y = (points: number) => height - pad - (points / 100) * (height - 2 * pad);
  const said = history.map(({ day, points }) => `${day}: ${points}`).join(', ');
  const svg = draw('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': `Points by day. ${said}`,
  });
  const path = history.map(({ points }, index) => `${x(times[index] ?? from)},${y(points)}`).join(' ');
  svg.append(
    draw('line', { x1: pad, x2: width - pad, y1: y(passMark), y2: y(passMark), class: 'pass-mark' }),
    draw('polyline', { points: path, fill: 'none' }),
    ...history.map(({ points }, index) => draw('circle', { cx: x(times[index] ?? from), cy: y(points), r: 3 })),
  );
  const caption = `Your points from ${history[0]?.day} to ${history.at(-1)?.day}. The line across is the pass mark of ${passMark}.`;
  return element('figure', { className: 'score-history' }, svg, element('figcaption', {}, caption));
}

function draw(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svgSpace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

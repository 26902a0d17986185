import { checkSpec } from './check-spec.ts';
import { type SequenceActor, type SequenceSpec, sequenceSpec, type SequenceStep } from './sequence-spec.ts';
import {
  at,
  type Described,
  type Drawn,
  element,
  escape,
  fluid,
  LINE,
  LEAST,
  NARROW,
  percent,
  round,
  text,
  textWidth,
  wrap,
} from './svg.ts';

/** Height of a line of text in the drawing, and the room under a step. */
const GAP = 14;
/** Half the width of an activation bar. */
const SPAN = 5;

/** State of the drawing as it grows downwards. */
interface Drawing {
  actors: SequenceActor[];
  file: string;
  y: number;
  behind: string[];
  front: string[];
  /** Where the activation of an actor began. */
  active: Map<string, number>;
}

/**
 * A sequence diagram as a fluid SVG: one lifeline an actor, steps top down.
 *
 * @param raw a SequenceSpec, checked here
 * @param file named in errors
 * @throws when the spec is wrong or a step names an actor that does not exist
 */
export function drawSequence(raw: unknown, described: Described, file: string): Drawn {
  const spec = checkSpec(sequenceSpec, raw, file);
  const heads = spec.actors.map(({ label }) => wrap(label, column(spec) - 20));
  const headHeight = Math.max(...heads.map((lines) => lines.length)) * LINE + 14;
  const drawing: Drawing = { actors: spec.actors, file, y: headHeight + GAP, behind: [], front: [], active: new Map() };
  for (const step of spec.steps) drawStep(drawing, step);
  for (const actor of drawing.active.keys()) closeActivation(drawing, actor);
  const bottom = drawing.y + 4;
  const columns = spec.actors.map(({ id }, index) => {
    const x = place(drawing, id);
    const line = element('line', { class: 'dg-lifeline', x1: percent(x), x2: percent(x), y1: headHeight, y2: bottom });
    const lines = heads[index] ?? [];
    const width = Math.max(...lines.map((words) => textWidth(words))) + 16;
    const box = at(
      x,
      0,
      `<rect class="dg-actor" x="${round(-width / 2)}" y="1" width="${round(width)}" height="${headHeight - 1}" rx="4"/>`,
    );
    const words = lines.map((part, row) =>
      text(part, {
        x,
        y: (headHeight - lines.length * LINE) / 2 + 14 + row * LINE,
        anchor: 'middle',
        class: 'dg-lane',
      }),
    );
    return { line, head: box + words.join('') };
  });
  const content = [columns.map(({ line }) => line), drawing.behind, columns.map(({ head }) => head), drawing.front]
    .flat()
    .join('');
  const width = layoutWidth(spec);
  return {
    svg: fluid(described, `dg-sequence${width > NARROW ? ' dg-wide' : ''}`, bottom + 2, content),
    width: width > NARROW ? width : LEAST,
  };
}

/** Width of the layout in px: a figure of five or six actors is wider than a phone and scrolls there. */
function layoutWidth({ actors }: Pick<SequenceSpec, 'actors'>): number {
  return actors.length > 4 ? 560 : NARROW;
}

function column(spec: Pick<SequenceSpec, 'actors'>): number {
  return layoutWidth(spec) / spec.actors.length;
}

function place({ actors, file }: Drawing, id: string): number {
  const index = actors.findIndex((actor) => actor.id === id);
  if (index < 0)
    throw new Error(`${file}: there is no actor "${id}"; the actors are ${actors.map((actor) => actor.id).join(', ')}`);
  return (index + 0.5) / actors.length;
}

function drawStep(drawing: Drawing, step: SequenceStep): void {
  if ('from' in step) drawMessage(drawing, step);
  else if ('note' in step) drawNote(drawing, step);
  else if ('timeout' in step) drawTimeout(drawing, step);
  else if ('activate' in step) openActivation(drawing, step.activate);
  else if ('deactivate' in step) closeActivation(drawing, step.deactivate);
  else if ('alt' in step)
    drawFrame(
      drawing,
      step.alt.map(({ when, steps }, index) => ({ words: `${index === 0 ? 'if' : 'or if'} ${when}`, steps })),
    );
  else drawFrame(drawing, [{ words: `repeat ${step.loop}`, steps: step.steps }]);
}

type Message = Extract<SequenceStep, { from: string }>;

function drawMessage(drawing: Drawing, message: Message): void {
  const [from, to] = [place(drawing, message.from), place(drawing, message.to)];
  if (from === to) {
    drawSelfMessage(drawing, message, from);
    return;
  }
  const end = message.kind === 'lost' ? from + (to - from) * 0.62 : to;
  const middle = (from + end) / 2;
  const width = layoutWidth(drawing);
  const room = Math.max(Math.abs(to - from) * width - 16, 2 * Math.min(middle, 1 - middle) * width - 4);
  drawWords(drawing, wrap(message.text, room), middle);
  if (message.kind === 'lost') drawing.y += 3;
  const y = drawing.y;
  const direction = to > from ? 1 : -1;
  const name = `dg-message dg-${message.kind}`;
  drawing.front.push(element('line', { class: name, x1: percent(from), x2: percent(end), y1: y, y2: y }));
  drawing.front.push(at(end, y, arrowHead(message.kind, direction)));
  drawing.y += GAP;
}

function arrowHead(kind: Message['kind'], direction: number): string {
  const tip = `${-10 * direction}`;
  if (kind === 'lost') return '<path class="dg-cross" d="M-6-6l12 12M-6 6l12-12"/>';
  if (kind === 'async') return `<path class="dg-open" d="M${tip}-5L0 0 ${tip} 5"/>`;
  return `<path class="dg-head" d="M0 0L${tip}-5v10z"/>`;
}

function drawSelfMessage(drawing: Drawing, message: Message, x: number): void {
  const width = layoutWidth(drawing);
  const left = x > 0.6;
  const room = (left ? x : 1 - x) * width - 40;
  const lines = wrap(message.text, room);
  const y = drawing.y + 4;
  const height = Math.max(18, lines.length * LINE);
  const turn = left ? -1 : 1;
  drawing.front.push(
    at(
      x,
      y,
      `<path class="dg-message dg-${message.kind}" d="M0 0h${24 * turn}v${height}H${2 * turn}"/><path class="dg-head" d="M0 ${height}l${10 * turn}-5v10z"/>`,
    ),
  );
  lines.forEach((words, row) =>
    drawing.front.push(
      text(words, { x, dx: 32 * turn, y: y + 14 + row * LINE, anchor: left ? 'end' : 'start', class: 'dg-words' }),
    ),
  );
  drawing.y = y + height + GAP + 4;
}

/** Lines of text whose last baseline stands just over the current y. */
function drawWords(drawing: Drawing, lines: string[], x: number): void {
  drawing.y += lines.length * LINE;
  lines.forEach((words, row) => {
    drawing.front.push(
      text(words, { x, y: drawing.y - 7 - (lines.length - 1 - row) * LINE, anchor: 'middle', class: 'dg-words' }),
    );
  });
}

function drawNote(drawing: Drawing, step: Extract<SequenceStep, { note: string }>): void {
  const over = (typeof step.over === 'string' ? [step.over] : step.over).map((id) => place(drawing, id));
  const half = 0.5 / drawing.actors.length;
  const width = layoutWidth(drawing);
  let [start, end] = [Math.min(...over) - half, Math.max(...over) + half];
  // A note over one of many actors is too narrow to read on a phone: it may cover its neighbours.
  const least = Math.min(1, 150 / width);
  if (end - start < least) [start, end] = [Math.max(0, Math.min(1 - least, (start + end - least) / 2)), 0];
  if (end === 0) end = start + least;
  const lines = wrap(step.note, (end - start) * width - 24);
  const height = lines.length * LINE + 10;
  drawing.front.push(
    element('rect', {
      class: 'dg-box',
      x: percent(start + 0.01),
      y: drawing.y,
      width: percent(end - start - 0.02),
      height,
      rx: 3,
    }),
  );
  lines.forEach((words, row) =>
    drawing.front.push(
      text(words, { x: (start + end) / 2, y: drawing.y + 19 + row * LINE, anchor: 'middle', class: 'dg-note' }),
    ),
  );
  drawing.y += height + GAP;
}

function drawTimeout(drawing: Drawing, step: Extract<SequenceStep, { timeout: string }>): void {
  const x = place(drawing, step.at);
  const width = layoutWidth(drawing);
  const left = x > 0.6;
  const lines = wrap(step.timeout, (left ? x : 1 - x) * width - 30);
  const height = lines.length * LINE + 6;
  const side = left ? -1 : 1;
  drawing.front.push(at(x, drawing.y, `<path class="dg-wait" d="M-5 0h10M-5 ${height}h10M0 0v${height}"/>`));
  lines.forEach((words, row) =>
    drawing.front.push(
      text(words, {
        x,
        dx: 14 * side,
        y: drawing.y + 17 + row * LINE,
        anchor: left ? 'end' : 'start',
        class: 'dg-words dg-warn',
      }),
    ),
  );
  drawing.y += height + GAP;
}

function openActivation(drawing: Drawing, id: string): void {
  place(drawing, id);
  if (drawing.active.has(id))
    throw new Error(`${drawing.file}: "${id}" is activated twice without a deactivate between`);
  drawing.active.set(id, drawing.y - GAP);
}

function closeActivation(drawing: Drawing, id: string): void {
  const start = drawing.active.get(id);
  if (start === undefined) throw new Error(`${drawing.file}: deactivate: "${id}" is not active here`);
  drawing.active.delete(id);
  const height = Math.max(12, drawing.y - GAP - start);
  drawing.behind.push(
    at(
      place(drawing, id),
      start,
      `<rect class="dg-span" x="${-SPAN}" width="${2 * SPAN}" height="${round(height)}" rx="2"/>`,
    ),
  );
}

/** A frame around steps, with one part for each condition. */
function drawFrame(drawing: Drawing, parts: { words: string; steps: SequenceStep[] }[]): void {
  const top = drawing.y;
  parts.forEach(({ words, steps }, index) => {
    if (index > 0)
      drawing.behind.push(element('line', { class: 'dg-divider', x2: '100%', y1: drawing.y, y2: drawing.y }));
    const lines = wrap(words, layoutWidth(drawing) - 24);
    lines.forEach((line, row) =>
      drawing.front.push(
        `<text class="dg-words dg-when" x="8" y="${round(drawing.y + 18 + row * LINE)}">${escape(line)}</text>`,
      ),
    );
    drawing.y += lines.length * LINE + GAP;
    for (const step of steps) drawStep(drawing, step);
  });
  drawing.behind.push(element('rect', { class: 'dg-frame', y: top, width: '100%', height: drawing.y - top, rx: 3 }));
  drawing.y += GAP;
}

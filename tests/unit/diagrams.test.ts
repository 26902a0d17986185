import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../src/diagrams/graph.ts';
import { crowdedOut, placeLabels } from '../../src/diagrams/place-labels.ts';
import { formatValue } from '../../src/diagrams/plot-axes.ts';
import type { PlotSpec } from '../../src/diagrams/plot-spec.ts';
import { drawPlot } from '../../src/diagrams/plot.ts';
import { drawSequence } from '../../src/diagrams/sequence.ts';
import { LEAST, NARROW, overlap, round, textBox, textWidth, wrap } from '../../src/diagrams/svg.ts';
import { drawTimeline } from '../../src/diagrams/timeline.ts';

const described = { id: 'fig-x', title: 'A & B', alt: 'All that <is> drawn' };

const plot: PlotSpec = {
  x: { scale: 'linear', label: 'load', format: 'percent', domain: [0, 1] },
  y: { scale: 'linear', label: 'latency', unit: 'ms', domain: [0, 100] },
  series: [
    {
      kind: 'line',
      label: 'one server',
      data: [
        [0, 10],
        [0.5, 20],
        [1, 100],
      ],
    },
    {
      kind: 'steps',
      label: 'two servers',
      data: [
        [0, 10],
        [0.5, 15],
        [1, 30],
      ],
    },
  ],
  thresholds: [{ axis: 'y', at: 80, label: 'SLO', tone: 'warn' }],
};

/** The example that the documentation of a spec gives. */
function documented(file: string): unknown {
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(readFileSync(`src/diagrams/${file}`, 'utf8')) ?? [];
  return parse(example.replaceAll(/^ \* ?/gm, ''));
}

/** Every attribute of a tag in an SVG, as [tag, attributes] pairs. */
function tags(svg: string, name: string): string[] {
  return [...svg.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);
}

describe('every diagram', async () => {
  const drawings = {
    plot: drawPlot(plot, described, 'x.plot.ts').svg,
    sequence: drawSequence(documented('sequence-spec.ts'), described, 'x.sequence.yaml').svg,
    timeline: drawTimeline(documented('timeline-spec.ts'), described, 'x.timeline.yaml').svg,
    graph: (await drawGraph('digraph { a -> b [label="x"] }', described, 'x.dot')).svg,
  };
  it.each(Object.entries(drawings))('%s: is named and described, its text escaped', (_, svg) => {
    expect(svg).toMatch(/^<svg class="dg [^"]*" role="img" aria-labelledby="fig-x-t fig-x-d"/);
    expect(svg).toContain('<title id="fig-x-t">A &amp; B</title><desc id="fig-x-d">All that &lt;is&gt; drawn</desc>');
  });
  it.each(Object.entries(drawings))('%s: brings no style, colour, font or script of its own', (_, svg) => {
    expect(svg).not.toMatch(/<style|<script|style=|fill=|stroke=|font-family|font-size|#[0-9a-f]{3,6}\b/i);
  });
  it.each(Object.entries(drawings))('%s: has no number that is not one', (_, svg) => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
  it.each(Object.entries(drawings))('%s: uses only classes that the style sheet knows', (_, svg) => {
    const css = readFileSync('src/styles/diagrams.css', 'utf8');
    const plain = new Set(['dg-call', 'dg-async', 'dg-sequence']);
    const used = new Set(
      [...svg.matchAll(/class="([^"]*)"/g)]
        .flatMap(([, names = '']) => names.split(' '))
        .filter((name) => !plain.has(name)),
    );
    expect([...used].filter((name) => !css.includes(`.${name}`))).toEqual([]);
  });
  it('is the same when drawn twice', async () => {
    expect(drawPlot(plot, described, 'x').svg).toBe(drawings.plot);
    expect((await drawGraph('digraph { a -> b [label="x"] }', described, 'x.dot')).svg).toBe(drawings.graph);
  });
});

describe('plot', () => {
  it('puts values where the scale says', () => {
    const { svg } = drawPlot(plot, described, 'x');
    expect(svg).toContain('d="M0,234L500,208L1000,0"');
    expect(tags(svg, 'line').find((tag) => tag.includes('dg-threshold'))).toContain('y1="52"');
  });
  it('labels each series and threshold on the drawing, and no label covers another on a phone', () => {
    const { svg } = drawPlot(plot, described, 'x');
    for (const label of ['one server', 'two servers', 'SLO']) expect(svg).toContain(`>${label}</text>`);
  });
  it('gives each series its own dash pattern', () => {
    const css = readFileSync('src/styles/diagrams.css', 'utf8');
    const dashes = [2, 3, 4].map(
      (series) => new RegExp(`\\.dg-line\\.dg-${series} \\{\\s*stroke-dasharray: ([^;]+);`).exec(css)?.[1],
    );
    expect(new Set(dashes).size).toBe(3);
    expect(dashes).not.toContain(undefined);
  });
  it('names file, key, finding and cure when the spec is wrong', () => {
    const wrong = { ...plot, series: [{ kind: 'pie', label: 'x', data: [[0, 1]] }], colour: 'red' };
    expect(() => drawPlot(wrong, described, 'a/x.plot.ts')).toThrow(
      /a\/x\.plot\.ts.*\n.*series\.0\.kind: .*"line"\|"area".*; found "pie"\n.*"colour"/,
    );
  });
  it('refuses zero on a log axis and names on a number axis', () => {
    const log: PlotSpec = {
      ...plot,
      y: { scale: 'log', label: 'latency' },
      series: [
        {
          kind: 'line',
          label: 'x',
          data: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
      thresholds: [],
    };
    expect(() => drawPlot(log, described, 'x')).toThrow('x: 0 cannot stand on a log axis');
    expect(() => drawPlot({ ...plot, thresholds: [{ axis: 'x', at: 'noon', label: 'x' }] }, described, 'x')).toThrow(
      '"noon" is not a number',
    );
  });
  it('draws grouped bars with their values and a key', () => {
    const bars: PlotSpec = {
      x: { scale: 'band', label: 'policy' },
      y: { scale: 'linear', label: 'pages' },
      series: [
        {
          kind: 'bars',
          label: 'before',
          data: [
            ['old', 40],
            ['new', 10],
          ],
        },
        {
          kind: 'bars',
          label: 'after',
          data: [
            ['old', 20],
            ['new', 5],
          ],
        },
      ],
    };
    const { svg } = drawPlot(bars, described, 'x');
    expect(tags(svg, 'rect').filter((tag) => tag.includes('dg-bar'))).toHaveLength(4 + 2);
    expect(svg).toMatch(/dg-value[^>]*>40<.*dg-value[^>]*>10</);
    expect(() => drawPlot({ ...bars, x: { scale: 'linear', label: 'x' } }, described, 'x')).toThrow(
      'series of kind bars need x.scale: band',
    );
  });
  it('writes times in UTC', () => {
    const times: PlotSpec = {
      ...plot,
      thresholds: [],
      x: { scale: 'time', label: 'March', ticks: ['2026-03-01', '2026-03-09'] },
      series: [
        {
          kind: 'line',
          label: 'x',
          data: [
            ['2026-03-01', 1],
            ['2026-03-20', 2],
          ],
        },
      ],
    };
    expect(drawPlot(times, described, 'x').svg).toMatch(/>1 Mar<.*>9 Mar</);
  });
  it.each([
    [12_000, 'number', '12,000'],
    [-0.5, 'number', '−0.5'],
    [0.00012, 'number', '0.00012'],
    [0.995, 'percent', '99.5%'],
    [14.4, 'times', '14.4×'],
    [1_500_000, 'si', '1.5M'],
    [2000, 'bytes', '2 kB'],
    [90, 'seconds', '1 min 30 s'],
    [0.25, 'seconds', '250 ms'],
  ] as const)('writes %d as %s: %s', (value, format, text) => {
    expect(formatValue(value, format)).toBe(text);
  });
});

describe('labels', () => {
  it('keep clear of lines and of one another', () => {
    const line = [
      [0, 50],
      [1, 50],
    ] as const;
    const places = [
      { x: 0.5, y: 54, anchor: 'middle' as const },
      { x: 0.5, y: 30, anchor: 'middle' as const },
      { x: 0.5, y: 90, anchor: 'middle' as const },
    ];
    const chosen = placeLabels(
      [
        { words: 'first', places },
        { words: 'second', places },
      ],
      [line],
      40,
      120,
    );
    expect(chosen.map(({ y }) => y)).toEqual([30, 90]);
  });
  it('of ticks give way on a phone, the ends last', () => {
    const boxes = [0, 20, 50, 100].map((x) => textBox('1,000', { x: x / 100, y: 10 }, 100));
    expect([...crowdedOut(boxes)]).toEqual([1]);
  });
  it('are measured wide enough for the site’s narrower font', () => {
    expect(textWidth('requests per second', 14)).toBeGreaterThan(110);
    expect(wrap('one two three', textWidth('one two'))).toEqual(['one two', 'three']);
  });
});

describe('timeline', () => {
  const spec = {
    axis: { kind: 'clock', from: '09:00', to: '10:00' },
    lanes: [{ label: 'Alert', intervals: [{ from: '09:15', to: '09:45', label: 'firing' }] }],
  };
  it('puts intervals where their times are', () => {
    const rect = tags(drawTimeline(spec, described, 'x').svg, 'rect')[0];
    expect(rect).toContain('x="25%"');
    expect(rect).toContain('width="50%"');
  });
  it('refuses a time outside the axis, of the wrong kind, or an axis that runs backwards', () => {
    const lanes = (from: unknown) => [{ label: 'Alert', intervals: [{ from, to: '09:45' }] }];
    expect(() => drawTimeline({ ...spec, lanes: lanes('08:00') }, described, 'x.timeline.yaml')).toThrow(
      'x.timeline.yaml: 08:00 lies outside the axis, which runs from 09:00 to 10:00',
    );
    expect(() => drawTimeline({ ...spec, lanes: lanes(9) }, described, 'x')).toThrow(
      '"9" is not a time of day such as "09:41"',
    );
    expect(() =>
      drawTimeline({ ...spec, axis: { kind: 'clock', from: '10:00', to: '09:00' } }, described, 'x'),
    ).toThrow('must come after axis.from');
  });
  it('keeps labels of one lane from touching on a phone', () => {
    const events = [10, 12, 14, 16].map((at) => ({ at, label: `event number ${at}` }));
    const { svg } = drawTimeline(
      { axis: { kind: 'elapsed', unit: 'min', from: 0, to: 60 }, lanes: [{ label: 'x', events }] },
      described,
      'x',
    );
    const boxes = [...svg.matchAll(/<text class="dg-note" x="([\d.]+)%" y="([\d.]+)" dx="5">([^<]+)/g)].map(
      ([, x, y, words = '']) => textBox(words, { x: Number(x) / 100, y: Number(y), dx: 5 }, NARROW - 32),
    );
    expect(boxes).toHaveLength(4);
    for (const [index, box] of boxes.entries())
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(0);
  });
});

describe('sequence', () => {
  const actors = [
    { id: 'a', label: 'Client' },
    { id: 'b', label: 'API' },
  ];
  const draw = (steps: unknown) => drawSequence({ actors, steps }, described, 'x.sequence.yaml');
  it('draws a lost message short of its target, with a cross', () => {
    const { svg } = draw([{ from: 'a', to: 'b', text: 'x', kind: 'lost' }]);
    expect(svg).toContain('class="dg-message dg-lost" x1="25%" x2="56%"');
    expect(svg).toContain('dg-cross');
  });
  it('names an actor that does not exist, and those that do', () => {
    expect(() => draw([{ from: 'a', to: 'c', text: 'x' }])).toThrow(
      'x.sequence.yaml: there is no actor "c"; the actors are a, b',
    );
  });
  it('says what a step may be, by its own place', () => {
    expect(() => draw([{ from: 'a', to: 'b', text: 'x' }, { sleep: 3 }])).toThrow(
      /steps\.1: a step has one of: from, note, .*; found sleep/,
    );
    expect(() => draw([{ alt: [{ when: 'x', steps: [{ from: 'a', to: 'b', txt: 'x' }] }] }])).toThrow(
      /steps\.0\.alt\.0\.steps\.0\.text/,
    );
  });
  it('refuses to end an activation that never began', () => {
    expect(() => draw([{ deactivate: 'a' }])).toThrow('deactivate: "a" is not active here');
  });
  it('needs more than a phone’s width from five actors on', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, label: id }));
    expect(
      drawSequence({ actors: many, steps: [{ from: 'a', to: 'e', text: 'x' }] }, described, 'x').width,
    ).toBeGreaterThan(NARROW);
    expect(draw([{ from: 'a', to: 'b', text: 'x' }]).width).toBe(LEAST);
  });
});

describe('graph', () => {
  it('turns class names into classes and refuses others', async () => {
    const { svg } = await drawGraph(
      'digraph { a [class=accent shape=cylinder]; b [class="muted dashed"]; a -> b [class=warn] }',
      described,
      'x.dot',
    );
    for (const name of ['dg-node dg-accent', 'dg-node dg-muted dg-dashed', 'dg-edge dg-warn'])
      expect(svg).toContain(`class="${name}"`);
    await expect(drawGraph('digraph { a [class=red] }', described, 'x.dot')).rejects.toThrow(
      'x.dot: class="red" is unknown; allowed are accent, muted',
    );
  });
  it('keeps every node and label of a graph, named or not', async () => {
    for (const name of ['', 'G ']) {
      const { svg } = await drawGraph(
        `digraph ${name}{ a [label="First"]; b [label="Second"]; a -> b [label="third"] }`,
        described,
        'x.dot',
      );
      expect(svg.match(/class="dg-node"/g)).toHaveLength(2);
      for (const label of ['First', 'Second', 'third']) expect(svg).toContain(`>${label}</text>`);
    }
  });
  it('draws a wide graph from left to right a second time from top to bottom', async () => {
    const dot =
      'digraph { rankdir=LR; a [label="The first part"]; b [label="The second part"]; c [label="The third part"]; a -> b -> c }';
    const { svg, width } = await drawGraph(dot, described, 'x.dot');
    expect(tags(svg, 'svg').map((tag) => /class="([^"]*)"/.exec(tag)?.[1])).toEqual([
      'dg dg-graph dg-if-wide',
      'dg dg-graph dg-down dg-if-narrow',
    ]);
    expect(new Set([...svg.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).size).toBe(4);
    expect(width).toBeLessThan(NARROW);
  });
  it('says what Graphviz says about DOT that does not parse', async () => {
    await expect(drawGraph('digraph { a -> ', described, 'x.dot')).rejects.toThrow(/^x\.dot: .*syntax error/);
  });
});

it.each([
  [480, 0, '480'],
  [12.5, 1, '12.5'],
  [12.0, 1, '12'],
  [-0.01, 1, '0'],
  [0.1 + 0.2, 2, '0.3'],
])('writes the coordinate %d with at most %d decimals as %s', (value, digits, text) => {
  expect(round(value, digits)).toBe(text);
});

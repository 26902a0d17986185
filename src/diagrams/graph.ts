import { instance, type Viz } from '@viz-js/viz';
import { type Described, type Drawn, element, naming, NARROW, round, WIDE } from './svg.ts';

/** Size in px of text in graphs; shown unscaled, so that it is never smaller than this. */
const FONT = 14;
const rankdir = /\brankdir\s*=\s*"?(LR|RL)"?/;

/** What `class` of a node, an edge or a cluster may say in DOT. */
const classes = ['accent', 'muted', 'warn', 'good', 'dashed', 'store', 'plain'];

let viz: Promise<Viz> | undefined;

/**
 * A graph as plain SVG, one variant or two: where it runs from left to right and is wider than a
 * phone, a second one runs from top to bottom, and the style sheet shows the one that fits.
 *
 * Colours, fonts and line styles come from diagrams.css alone: say `class="accent"` (muted, warn,
 * good, dashed, store, plain) on a node, edge or subgraph instead of a colour.
 *
 * @param dot Graphviz DOT
 * @param file named in errors
 * @throws when the DOT does not parse, draws nothing or names an unknown class
 */
export async function drawGraph(dot: string, described: Described, file: string): Promise<Drawn> {
  viz ??= instance();
  const engine = await viz;
  const drawn = layOut(engine, dot, file);
  const isHorizontal = rankdir.test(dot);
  const alone = (layout: Layout, direction: string): Drawn => ({
    svg: svg(layout, described, `dg-graph${direction}`),
    width: layout.width,
  });
  if (!isHorizontal) return alone(drawn, ' dg-down');
  if (drawn.width <= NARROW) return alone(drawn, '');
  const narrow = layOut(
    engine,
    dot.replace(rankdir, (_, way: string) => `rankdir=${way === 'LR' ? 'TB' : 'BT'}`),
    file,
  );
  if (narrow.width >= drawn.width) return alone(drawn, '');
  if (drawn.width > WIDE) return alone(narrow, ' dg-down');
  const both =
    svg(drawn, described, 'dg-graph dg-if-wide') +
    svg(narrow, { ...described, id: `${described.id}-n` }, 'dg-graph dg-down dg-if-narrow');
  return { svg: both, width: narrow.width };
}

interface Layout {
  width: number;
  height: number;
  content: string;
}

function layOut(engine: Viz, dot: string, file: string): Layout {
  const font = { fontname: 'Helvetica', fontsize: FONT };
  const result = engine.render(dot, {
    format: 'svg',
    graphAttributes: { ...font, bgcolor: 'transparent', pad: 0.05, labeljust: 'l', nodesep: 0.28, ranksep: 0.42 },
    nodeAttributes: { ...font, shape: 'box', style: 'rounded', margin: '0.14,0.08', height: 0.4 },
    edgeAttributes: { ...font, arrowsize: 0.8 },
  });
  if (result.status === 'failure')
    throw new Error(`${file}: ${result.errors.map(({ message }) => message).join('; ')}`);
  return restyle(result.output, file);
}

/** Takes Graphviz's SVG apart: keeps shapes, text and class names, drops everything inline. */
function restyle(output: string, file: string): Layout {
  const [, width, height] = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(output) ?? [];
  const [, shift] = /<g id="graph0"[^>]*transform="[^"]*(translate\([^)]*\))"/.exec(output) ?? [];
  if (width === undefined || height === undefined || shift === undefined)
    throw new Error(`${file}: Graphviz drew something unexpected`);
  const body = output.slice(output.indexOf('>', output.indexOf('id="graph0"')) + 1, output.lastIndexOf('</g>'));
  for (const [, names = ''] of body.matchAll(/<g id="[^"]*" class="([^"]*)"/g)) {
    const unknown = names
      .split(' ')
      .slice(1)
      .find((name) => !classes.includes(name));
    if (unknown !== undefined)
      throw new Error(`${file}: class="${unknown}" is unknown; allowed are ${classes.join(', ')}`);
  }
  const content = body
    .replace(/<!--.*?-->/gs, '')
    .replace(/<title>.*?<\/title>/gs, '')
    .replace(
      /<g id="(?!graph)[^"]*" class="(node|edge|cluster)([^"]*)"/g,
      (_, kind: string, own: string) => `<g class="dg-${kind}${own.replace(/ (\S+)/g, ' dg-$1')}"`,
    )
    .replace(
      /<text ([^>]*)>/g,
      (_, attributes: string) => `<text ${keep(attributes, ['x', 'y', 'text-anchor', 'font-weight'])}>`,
    )
    .replace(
      /<(path|polygon|polyline|ellipse)([^>]*?)\s*\/>/g,
      (_, name: string, attributes: string) =>
        `<${name} ${keep(attributes, ['d', 'points', 'cx', 'cy', 'rx', 'ry'])}/>`,
    )
    .replace(/<\/?a(\s[^>]*)?>/g, '')
    .replace(/\n\s*/g, '');
  if (/\b(style|fill|stroke|font-family)="/.test(content))
    throw new Error(`${file}: a shape of this graph is not supported; use box, ellipse, diamond, cylinder or plain`);
  // Graphviz works in points and writes px where they are the same number: 1 unit = 1 px of the page.
  return {
    width: Number(width),
    height: Number(height),
    content: `<g transform="${shift.replace(/[\d.-]+/g, (number) => round(Number(number)))}">${content}</g>`,
  };
}

/** The named attributes of an element, numbers shortened to one decimal. */
function keep(attributes: string, names: string[]): string {
  return [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)]
    .filter(([, name]) => names.includes(name ?? ''))
    .map(([, name, value = '']) => `${name}="${value.replace(/-?\d*\.\d+/g, (number) => round(Number(number)))}"`)
    .join(' ');
}

function svg({ width, height, content }: Layout, described: Described, className: string): string {
  return element(
    'svg',
    {
      class: `dg ${className}`,
      role: 'img',
      'aria-labelledby': `${described.id}-t ${described.id}-d`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${round(width)} ${round(height)}`,
    },
    naming(described) + content,
  );
}

import type { Root } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it, vi } from 'vitest';
import { rehypeCode } from '../../src/markdown/rehype-code.ts';
import { rehypeTables } from '../../src/markdown/rehype-tables.ts';
import { numberFigures, remarkFigures } from '../../src/markdown/remark-figures.ts';
import { remarkKit } from '../../src/markdown/remark-kit.ts';

// The first grammar is slow to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);
const toHtml = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeCode)
  .use(rehypeTables)
  .use(rehypeStringify);

async function html(markdown: string): Promise<string> {
  return String(await toHtml.process(markdown));
}

/** Ids and numbers of the figures of a page, and the texts of its links. */
function numbered(mdx: string) {
  const tree: Root = parser.parse(mdx);
  const problems = numberFigures(tree);
  const figures: string[] = [];
  const links: string[] = [];
  visit(tree, 'mdxJsxFlowElement', (node) => {
    const values = Object.fromEntries(
      node.attributes.flatMap((attribute) =>
        attribute.type === 'mdxJsxAttribute' ? [[attribute.name, attribute.value]] : [],
      ),
    );
    if (values['number'] !== undefined) figures.push(`${String(values['id'])} ${String(values['number'])}`);
  });
  visit(tree, 'link', (node) => {
    links.push(node.children.map((child) => ('value' in child ? child.value : '')).join(''));
  });
  return { problems, figures, links };
}

describe('figures', () => {
  it('are numbered in document order, tables apart, wherever they stand', () => {
    const { figures, problems } = numbered(
      '<Plot id="fig-b" />\n\n<DataTable id="table-x">\n\n</DataTable>\n\n<Exercise>\n\n<Diagram id="fig-a" />\n\n</Exercise>\n\n<Timeline id="fig-c" />',
    );
    expect(problems).toEqual([]);
    expect(figures).toEqual(['fig-b 1', 'table-x 1', 'fig-a 2', 'fig-c 3']);
  });
  it('are named by empty links before and after them', () => {
    const { links } = numbered(
      'See [](#fig-a) and [](#table-x), not [this](#fig-a).\n\n<Plot id="fig-b" />\n\n<Plot id="fig-a" />\n\n<DataTable id="table-x" />',
    );
    expect(links).toEqual(['Figure 2', 'Table 1', 'this']);
  });
  it('are a problem without a fitting id, with one twice, or when a link misses them', () => {
    const { problems } = numbered('<Plot id="plot-a" />\n\n<Plot id="fig-a" />\n\n<Plot id="fig-a" />\n\n[](#fig-aa)');
    expect(problems.map(({ line }) => line)).toEqual([1, 5, 7]);
    expect(problems.map(({ message }) => message)).toEqual([
      '<Plot> needs an id that begins with "fig-"; found "plot-a"',
      'the id "fig-a" is used twice on this page',
      expect.stringContaining('[](#fig-aa) names no figure or table of this page; did you mean "#fig-a"?'),
    ]);
  });
  it('stop the build with the page and the line', () => {
    const tree: Root = parser.parse('<Plot />');
    expect(() => remarkFigures()(tree, { path: 'src/x.mdx' })).toThrow('src/x.mdx:1  <Plot> needs an id');
  });
});

describe('the kit', () => {
  const run = (mdx: string, path = 'x.mdx'): Root => {
    const tree: Root = parser.parse(mdx);
    remarkKit()(tree, { path });
    return tree;
  };
  it('is imported into a local binding, which is what @astrojs/mdx spreads', () => {
    const [node] = run('Hello').children;
    const body = node?.type === 'mdxjsEsm' ? node.data?.estree?.body : undefined;
    expect(body?.map(({ type }) => type)).toEqual(['ImportDeclaration', 'ExportNamedDeclaration']);
    expect(body?.[1]).toMatchObject({
      source: null,
      specifiers: [{ local: { name: 'components' }, exported: { name: 'components' } }],
    });
  });
  it('leaves plain Markdown alone', () => {
    expect(run('Hello', 'x.md').children).toHaveLength(1);
  });
  it('puts the heading of an exercise into the page, with the id that was written', () => {
    const exercise = run('<Exercise id="ex-a" title="Find *it*" minutes={5}>\n\nText\n\n</Exercise>').children[1];
    expect(exercise?.type === 'mdxJsxFlowElement' && exercise.children[0]).toMatchObject({
      type: 'heading',
      depth: 3,
      children: [{ value: 'Find *it*' }],
      data: { hProperties: { id: 'ex-a' } },
    });
  });
});

describe('tables', () => {
  const wide =
    '| Option | What it costs | When to choose it |\n| --- | ---: | --- |\n| Cache aside | a miss on every first read | reads far outnumber writes |';
  it('become cards on a phone when they are wide, and stay tables for a screen reader', async () => {
    const result = await html(wide);
    expect(result).toContain('<table class="cards" role="table">');
    expect(result).toContain('<th scope="row" role="rowheader">Cache aside</th>');
    expect(result).toContain('<td class="num" role="cell" data-label="What it costs">');
    expect(result.match(/data-label/g)).toHaveLength(2);
  });
  it('stay tables where breaking the heads and the names of the rows makes them fit', async () => {
    const result = await html(
      '| Policy | Goodput in the dip | Arrivals at 399 s |\n| --- | --: | --: |\n| 3 attempts, expired work dropped | 400 | 2,100 |',
    );
    expect(result).not.toContain('cards');
  });
  it('stay as they are when they fit a phone', async () => {
    const result = await html('| a | b |\n| --- | --- |\n| 1 | 2 |');
    expect(result).not.toMatch(/role=|data-label|cards/);
    expect(result).toContain('<th scope="col">a</th>');
    expect(result).toContain('<th scope="row">1</th>');
  });
});

describe('fenced code', () => {
  it('is highlighted by classes', async () => {
    expect(await html('```ts\nconst a = 1\n```')).toBe(
      '<pre class="code"><code><span class="tk">const</span> a = <span class="tn">1</span></code></pre>',
    );
  });
  it('has a tab stop and a name where it scrolls', async () => {
    expect(await html(`\`\`\`ts\n${'x'.repeat(60)}\n\`\`\``)).toContain(
      '<pre class="code" tabindex="0" role="group" aria-label="Code, typescript">',
    );
  });
  it('wraps text line by line instead', async () => {
    expect(await html(`\`\`\`text\na = 1\n${'x'.repeat(60)}\n\`\`\``)).toBe(
      `<pre class="code prose"><code><span class="ln">a = 1</span>\n<span class="ln">${'x'.repeat(60)}</span></code></pre>`,
    );
  });
  it('stops the build in a language nobody knows', async () => {
    await expect(html('```typescrpt\n1\n```')).rejects.toThrow('did you mean "typescript"?');
  });
});

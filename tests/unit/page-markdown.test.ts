import { describe, expect, it } from 'vitest';
import { pageHead, pageMarkdown } from '../../src/build/page-markdown.ts';

const url = new URL('https://handbook.example/cohort/weeks/week-09/');
const markdown = (main: string) =>
  pageMarkdown(`<!DOCTYPE html><body><nav>Menu</nav><main>${main}</main></body>`, url).trim();

describe('a page as Markdown', () => {
  it('keeps headings, emphasis, code and tables', () => {
    expect(markdown('<h1>A</h1><p><strong>b</strong> <em>c</em> <code>d</code></p>')).toBe('# A\n\n**b** _c_ `d`');
    expect(markdown('<pre><code class="language-ts"><span>const</span> a\n</code></pre>')).toBe('```ts\nconst a\n```');
    expect(markdown('<table><tr><th>A</th></tr><tr><td>1</td></tr></table>')).toBe('| A |\n| - |\n| 1 |');
  });

  it('leads where the page leads', () => {
    expect(
      markdown('<p><a href="../week-10/#a">next</a> <a href="#b">here</a> <a href="https://e.example/">out</a></p>'),
    ).toBe(
      '[next](https://handbook.example/cohort/weeks/week-10/#a) [here](https://handbook.example/cohort/weeks/week-09/#b) [out](https://e.example/)',
    );
  });

  it('tells what a figure shows and opens what is folded', () => {
    const figure =
      '<figure><svg role="img"><title>Lag</title><desc>It rises.</desc></svg><figcaption>Figure 1. Lag</figcaption></figure>';
    expect(markdown(figure)).toBe('Lag It rises.\n\nFigure 1. Lag');
    expect(markdown('<details><summary>Answer</summary><p>42</p></details>')).toBe('**Answer**\n\n42');
  });

  it('leaves out what only a page needs', () => {
    expect(
      markdown('<nav>a</nav><button>b</button><svg aria-hidden="true"><path/></svg><p>c</p><footer>d</footer>'),
    ).toBe('c');
  });

  it('keeps a word apart from the next where only styles do', () => {
    expect(markdown('<p><a href="/a/">a</a><span>b</span></p>')).toBe('[a](https://handbook.example/a/) b');
  });

  it('puts no space where something was that it leaves out', () => {
    const tip = '<span class="tip" role="tooltip">Definition.</span>';
    expect(markdown(`<p>A <a href="/t/">term</a>${tip}, then <em>an <a href="/u/">other</a>${tip}</em>.</p>`)).toBe(
      'A [term](https://handbook.example/t/), then _an [other](https://handbook.example/u/)_.',
    );
  });

  it('refuses a page without a text', () => {
    expect(() => pageMarkdown('<p>a</p>', url)).toThrow(/has no <main>/);
  });

  it('knows its title and description', () => {
    expect(pageHead('<title>T | Site</title><meta name="description" content="D &amp; E"><h1>T</h1>')).toEqual({
      title: 'T',
      description: 'D & E',
    });
  });
});

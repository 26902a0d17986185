import { describe, expect, test } from 'vitest';
import { blockIn, inlineLinksOf, inlineToHtml, inlineToText } from '../../src/markdown/inline.ts';

const resolve = (href: string): string => `/base/${href.replace(':', '/')}/`;

describe('inline Markdown becomes HTML', () => {
  test.each([
    ['plain', 'plain'],
    ['**Given** a *cache*', '<strong>Given</strong> a <em>cache</em>'],
    ['`rate()` & <5', '<code>rate()</code> &#x26; &#x3C;5'],
    ['a <script>alert(1)</script> b', 'a alert(1) b'],
    ['[burn](term:burn-rate)', '<a href="/base/term/burn-rate/">burn</a>'],
    ['[a](https://a.example/?b&c)', '<a href="https://a.example/?b&#x26;c">a</a>'],
    ['[a](#q-1)', '<a href="#q-1">a</a>'],
    ['one\n\ntwo', 'one two'],
  ])('%s', (markdown, html) => {
    expect(inlineToHtml(markdown, resolve)).toBe(html);
  });

  test('a resolver may give all attributes of a link', () => {
    const html = inlineToHtml('[burn](term:burn-rate)', (href, text) => ({
      href: '/g/',
      'data-term': `${href} ${text}`,
    }));
    expect(html).toBe('<a href="/g/" data-term="term:burn-rate burn">burn</a>');
  });

  test('what the resolver throws comes through', () => {
    expect(() =>
      inlineToHtml('[a](term:nothing)', () => {
        throw new Error('no term');
      }),
    ).toThrow('no term');
  });
});

test('inline Markdown becomes plain text', () => {
  expect(inlineToText('**Given** a [burn *rate*](term:burn-rate)\nof `2x`')).toBe('Given a burn rate of 2x');
});

test('links are found wherever Markdown has one, and not in code', () => {
  expect(inlineLinksOf('[a](term:b) ![c](d.png) `[e](f:g)` www.example.com')).toEqual([
    { href: 'term:b', text: 'a' },
    { href: 'd.png', text: 'c' },
    { href: 'http://www.example.com', text: 'www.example.com' },
  ]);
  expect(inlineLinksOf('no link here')).toEqual([]);
});

test.each([
  ['A sentence.', undefined],
  ['`code` first', undefined],
  ['**bold** first', undefined],
  ['2 is a number', undefined],
  ['- item', 'list'],
  ['1. item', 'list'],
  ['# heading', 'heading'],
  ['one\n\ntwo', 'second paragraph'],
])('the block in “%s” is %s', (markdown, block) => {
  expect(blockIn(markdown)).toBe(block);
});

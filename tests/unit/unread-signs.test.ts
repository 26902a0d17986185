import { describe, expect, it } from 'vitest';
import { bodyFacts } from '../../src/markdown/body-facts.ts';

const said = (mdx: string) => bodyFacts(mdx).unread.map(({ line, message }) => `${line} ${message}`);

describe('what an author wrote and no reader would get', () => {
  it.for([
    ['Text.\n\n##NoSpace', '3 "##NoSpace" is text, not a heading'],
    ['##\u00a0Hard space', '1 "##" is text, not a heading'],
    ['A claim[^nine].', '1 the footnote [^nine] is not defined'],
    ['**a:**b', '1 two asterisks stand in the text: the bold type was not read'],
    [':::tip\nMind this.\n:::', '1 ":::tip" begins an aside that this handbook does not have'],
    ['See [the page] (week:week-09) or [it](\nweek:week-09 ).', undefined],
    ['| a |\n| - |\n| `x|y` |', '3 the row has 2 cells, its head 1: the last would vanish'],
    ['## 🚀', '1 the heading “🚀” has no letter to make an anchor of'],
    ['## Heading {/* note */}', '1 a comment or expression stands in the heading'],
  ] as const)('%j', ([mdx, expected]) => {
    expect(said(mdx)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is nothing in a page that is right', () => {
    const page =
      '## C#, and **bold:** type\n\nRun `a ** b` or `x|y`.\n\n| a | b |\n| - | - |\n| `x\\|y` | 2 |\n\nUse #hashtags.';
    expect(said(page)).toEqual([]);
  });
});

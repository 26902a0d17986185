import { describe, expect, it } from 'vitest';
import { foldAt } from '../../src/components/kit/fold.ts';

const lines = (count: number, text: string) => Array.from({ length: count }, () => text);

describe('the fold of a long file', () => {
  it('falls between two parts, near the wanted line', () => {
    const source = [...lines(17, 'a'), '', 'b', ...lines(30, 'b')].join('\n');
    expect(foldAt(source, 20)).toBe(18);
  });

  it('never cuts a table, a list, a block or an entry', () => {
    const inBlock = ['create table a (', ...lines(20, '  x int,'), '', ...lines(20, '  y int,'), ');'].join('\n');
    expect(foldAt(inBlock, 20)).toBe(43);
    const inList = [...lines(20, '- a'), '', ...lines(20, '- b')].join('\n');
    expect(foldAt(inList, 20)).toBe(41);
  });

  it('is left out where it would hide five lines or fewer', () => {
    expect(foldAt([...lines(20, 'a'), '', ...lines(4, 'b')].join('\n'), 20)).toBe(25);
  });
});

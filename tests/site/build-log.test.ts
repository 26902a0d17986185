import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';

/** Warnings that say nothing about the handbook, each with the reason. */
const harmless: readonly RegExp[] = [];

/** Lines of a build's output that somebody should look at. */
function complaints(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /\[(WARN|ERROR)\]|^\(!\)|\b(\w*Warning|Error): /.test(line))
    .filter((line) => !harmless.some((pattern) => pattern.test(line)));
}

const { root, again, base } = inject('builds');

describe('a build', () => {
  it.for([root, again, base])('prints no warning', ({ log }) => {
    expect(complaints(readFileSync(log, 'utf8'))).toEqual([]);
  });

  it('is read for warnings of every kind', () => {
    const output = [
      '12:00:00 [WARN] [glob-loader] Duplicate id "week-09"',
      '[ERROR] x',
      '(node:1) DeprecationWarning: x',
      '12:00:00 [build] Complete!',
    ];
    expect(complaints(output.join('\n'))).toHaveLength(3);
  });
});

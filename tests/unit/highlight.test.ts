import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { highlight, isWide, languageOf, tokenize } from '../../src/markdown/highlight.ts';

// The first grammar is slow to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe('highlight', () => {
  it('gives tokens short classes and nothing else', async () => {
    const html = await highlight('const n: number = 42; // "why"', 'typescript');
    expect(html).toBe(
      '<span class="tk">const</span> n: <span class="tt">number </span>= <span class="tn">42</span>; <span class="tc">// "why"</span>',
    );
  });
  it.each([
    ['python', 'def f(x):\n    return "a" + str(1)  # note'],
    ['yaml', 'a: 1 # note\nb:\n  - "c"'],
    ['bash', 'if [ -n "$A" ]; then echo hi; fi'],
    ['sql', 'select a from b where c = 1;'],
    ['json', '{"a": [1, true]}'],
    ['go', 'func f() int { return 1 }'],
  ])('%s: keeps the code and finds at least two kinds of token', async (language, code) => {
    const lines = await tokenize(code, language);
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code);
    expect(new Set(lines.flat().flatMap(({ kind }) => kind ?? [])).size).toBeGreaterThanOrEqual(2);
  });
  it('escapes code, highlighted or not', async () => {
    expect(await highlight('a < b && c', undefined)).toBe('a &lt; b &amp;&amp; c');
    expect(await highlight('<script>', 'typescript')).not.toContain('<script>');
  });
  it('uses only classes that have a colour', async () => {
    const css = readFileSync('src/styles/kit.css', 'utf8');
    const samples: [string, string][] = [
      ['markdown', '# A\n**b** `c`'],
      ['diff', '+ a\n- b'],
      ['typescript', 'class A extends B { f() { return g(1, "s", null) } } // c'],
    ];
    for (const [language, code] of samples) {
      for (const { kind } of (await tokenize(code, language)).flat())
        if (kind !== undefined) expect(css).toContain(`.${kind} {`);
    }
  });
});

describe('languageOf', () => {
  it.each([
    ['x/burn-rate.rules.yaml', 'yaml'],
    ['ts', 'typescript'],
    ['Dockerfile', 'docker'],
    ['text', undefined],
    ['', undefined],
  ])('%s → %s', (name, language) => {
    expect(languageOf(name)).toBe(language);
  });
  it('suggests the nearest when it knows none', () => {
    expect(() => languageOf('pyton')).toThrow('no highlighting for "pyton"; did you mean "python"?');
  });
});

describe('isWide', () => {
  it('is about the longest line', () => {
    expect(isWide('x'.repeat(36))).toBe(false);
    expect(isWide(`a\n${'x'.repeat(37)}`)).toBe(true);
  });
});

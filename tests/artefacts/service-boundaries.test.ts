import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  chain,
  friction,
  instability,
  lostMinutes,
  meetsTail,
  payback,
  shop,
  wilson,
} from '../../src/content/artefacts/service-boundaries/boundary.ts';

const content = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(content('docs/modules/service-boundaries.mdx'), 'utf8');
const folder = fileURLToPath(content('artefacts/service-boundaries/'));
const decision = readFileSync(content('artefacts/service-boundaries/decision.md'), 'utf8');
const map = readFileSync(content('artefacts/service-boundaries/context-map.dot'), 'utf8');
const python = (args: string[], input = '') =>
  execFileSync('python3', ['-B', ...args], { encoding: 'utf8', cwd: folder, input }).trimEnd();
/** Rows of the printed table, by pair: a, b, both, a→b, b→a, Jaccard, lift. */
const table = (printed: string) =>
  new Map(
    printed
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/ +/))
      .map(([pair = '', ...figures]) => [pair, figures]),
  );
const includes = (text: string, ...figures: string[]) => {
  for (const figure of figures) expect(text).toContain(figure);
};

describe('change coupling of the shop', () => {
  const before = table(python(['co_change.py', '--demo']));
  const after = table(python(['co_change.py', '--demo', '29']));

  it('finds the figures of the example', () => {
    expect(before.get('orders–pricing')).toEqual(['80', '50', '36', '45.0%', '72.0%', '0.383', '1.67']);
    expect(before.get('orders–shipping')).toEqual(['80', '45', '9', '11.2%', '20.0%', '0.078', '0.46']);
    expect(before.get('catalog–pricing')).toEqual(['60', '50', '5', '8.3%', '10.0%', '0.048', '0.31']);
    includes(
      page,
      '36 ÷ 50 = 72%',
      '36 ÷ 80 = 45%',
      '36 ÷ 94 = 0.383, lift 1.67',
      '20% and 11%, Jaccard 0.078, lift 0.46',
      'Jaccard 0.048',
    );
    expect(80 + 50 + 45 + 60 - 36 - 9 - 5).toBe(185);
  });

  it('predicts what is left after moving the quote, and the pair that rises by itself', () => {
    expect(after.get('orders–pricing')).toEqual(['51', '50', '7', '13.7%', '14.0%', '0.074', '0.51']);
    expect(after.get('orders–shipping')?.[5]).toBe('0.103');
    includes(page, 'orders 51, pricing still 50, both 7, Jaccard 7 ÷ 94 = 0.074', 'from 0.078 to 0.103');
    includes(decision, 'both 7 of 94, Jaccard 0.074', 'Jaccard 0.383, pricing→orders 72%, lift 1.67');
  });

  it('leaves out the sweep, which would have added pairs', () => {
    expect(before.size).toBe(3);
    expect(table(python(['co_change.py', '--widest', '9', '--demo'])).size).toBeGreaterThan(3);
  });

  it('says how much the counts can mean', () => {
    const [low, high] = wilson(36, 50);
    includes(page, `from ${(low * 100).toFixed(0)}% to ${(high * 100).toFixed(0)}%`);
    includes(page, `${((36 / ((80 + 50) / 2)) * 100).toFixed(0)}%`, ((36 * 370) / (80 * 50)).toFixed(2));
  });

  it('is what the plot and the map show', () => {
    for (const [pair, [jaccard]] of Object.entries(shop))
      expect(Number(before.get(pair)?.[5] ?? 0), pair).toBe(jaccard);
    includes(map, '0.38 → 0.07', 'language 0.08', 'conformist\\n0.05');
    includes(page, ...Object.values(shop).map(([, calls]) => String(calls)));
  });
});

describe('co_change.py on a history', () => {
  it('counts pull requests of one repository with the documented command', () => {
    const repository = mkdtempSync(join(tmpdir(), 'co-change-'));
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', ...args],
        { cwd: repository, encoding: 'utf8' },
      );
    const commit = (subject: string, ...files: string[]) => {
      for (const file of files) {
        mkdirSync(join(repository, dirname(file)), { recursive: true });
        writeFileSync(join(repository, file), subject);
      }
      git('add', '.');
      git('commit', '-qm', subject);
    };
    try {
      git('init', '-q', '-b', 'main');
      commit('both', 'services/a/x', 'services/b/x');
      commit('one', 'services/a/y', 'README.md');
      git('checkout', '-qb', 'topic');
      commit('first half', 'services/a/z');
      commit('second half', 'services/b/z');
      git('checkout', '-q', 'main');
      git('merge', '-q', '--no-ff', '-m', 'merged', 'topic');
      const log = git('log', '--first-parent', '-m', '--since=90.days', '--name-only', '--pretty=format:@%H');
      // Three changes on main, two of which touch both; the two commits of the topic count as one.
      expect(table(python(['co_change.py', '--root', 'services/'], log)).get('a–b')).toEqual([
        '3',
        '2',
        '2',
        '66.7%',
        '100.0%',
        '0.667',
        '1.00',
      ]);
    } finally {
      rmSync(repository, { recursive: true });
    }
  });

  it('joins changes of several repositories by their ticket', () => {
    const log =
      '@ABC-1 add field\norders/x\n\n@ABC-1 use field\npricing/y\n\n@no ticket\norders/z\n\n@also none\npricing/q\n';
    expect(
      table(python(['co_change.py', '--ticket', '[A-Z]+-[0-9]+'], log))
        .get('orders–pricing')
        ?.slice(0, 3),
    ).toEqual(['2', '2', '1']);
    expect(python(['co_change.py'], log).split('\n')).toHaveLength(1);
  });
});

describe('figures of the page', () => {
  it('computes instability', () => {
    includes(
      page,
      `2 incoming and 6 outgoing, ${instability(2, 6).toFixed(2)}`,
      `pricing 6 and 1, ${instability(6, 1).toFixed(2)}`,
    );
  });

  it('computes what hops cost', () => {
    includes(
      page,
      `${(chain(0.9995, 5) * 100).toFixed(3)}%`,
      `${lostMinutes(chain(0.9995, 5)).toFixed(1)} minutes`,
      `one hop would lose ${lostMinutes(0.9995).toFixed(1)}`,
      `1 − 0.99⁵ = ${(meetsTail(0.01, 5) * 100).toFixed(1)}%`,
    );
  });

  it('prices the three options, here and in the decision', () => {
    expect(29 * 6).toBe(174);
    expect(friction(29, 6)).toBeCloseTo(4.35);
    expect(friction(36, 6)).toBeCloseTo(5.4);
    const [move, merge] = [payback(8, 29, 6).toFixed(1), payback(20, 36, 6).toFixed(1)];
    includes(
      page,
      '29 × 6 h = 174 h, 4.35 engineer-weeks',
      `8 engineer-weeks, paid back in ${move} quarters`,
      `5.4 weeks a quarter, paid back in ${merge} quarters`,
    );
    includes(
      decision,
      '4.35 engineer-weeks a quarter',
      `8 engineer-weeks, pays in ${move} quarters`,
      `20 engineer-weeks, pays in ${merge} quarters`,
    );
  });

  it('finds that the split of the exercise does not pay', () => {
    expect(friction(20, 5)).toBe(2.5);
    expect(friction(4, 6)).toBeCloseTo(0.6);
    expect(payback(14, 20, 5, 0.6 + 1.5)).toBeCloseTo(35);
    expect(payback(14, 4, 6, 1.5)).toBe(Infinity);
    expect(3 / 2.5).toBe(1.2);
    includes(page, 'Net 0.4 weeks', 'after 35 quarters', 'about 1.2 quarters');
  });
});

describe('import_rules.py', () => {
  it('allows what the context map draws between modules, and nothing else', () => {
    const drawn = [...map.matchAll(/^ {2}(\w+) -> (\w+) /gm)]
      .map(([, from, to]) => `${String(from)}>${String(to)}`)
      .filter((edge) => !edge.endsWith('>gateway'));
    const listing =
      "import sys; sys.path.insert(0, '.'); import import_rules\nfor a, bs in import_rules.ALLOWED.items():\n  for b in bs: print(a + '>' + b)";
    const allowed = python(['-c', listing]).trim().split('\n');
    expect(allowed.toSorted()).toEqual(drawn.toSorted());
  });

  it('allows the declared interfaces and nothing else', () => {
    const tree = mkdtempSync(join(tmpdir(), 'import-rules-'));
    const write = (file: string, source: string) => {
      mkdirSync(join(tree, dirname(file)), { recursive: true });
      writeFileSync(join(tree, file), source);
    };
    try {
      write(
        'orders/basket.py',
        'import json\nfrom pricing.api import quote\nfrom pricing import api\nfrom orders.lines import Line\nfrom . import lines\n',
      );
      expect(python(['import_rules.py', tree])).toBe('');
      write('orders/basket.py', 'from pricing.rules import discount\nimport shipping.api\n');
      expect(() => python(['import_rules.py', tree])).toThrow();
      const rules = `import sys; sys.path.insert(0, '.')
import import_rules
print(*import_rules.violations('orders', 'from pricing.rules import discount\\nimport shipping.api\\n'), sep='\\n')`;
      expect(python(['-c', rules]).split('\n')).toEqual([
        "(1, 'orders must use pricing.api, not pricing.rules.discount')",
        "(2, 'orders must not depend on shipping')",
      ]);
    } finally {
      rmSync(tree, { recursive: true });
    }
  });
});

import { getViteConfig } from 'astro/config';
import { defineConfig } from 'vitest/config';

const seconds = 1000;

/** One build of the site takes up to a minute on a slow machine, and waits for others. */
const slow = { testTimeout: 120 * seconds, hookTimeout: 600 * seconds };

export default defineConfig({
  test: {
    reporters: process.env['GITHUB_ACTIONS'] ? ['default', 'github-actions'] : ['default'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{,edition/}{unit,content,search}/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // What pages include and readers run: rules, scripts, simulations, some in other languages.
        test: {
          name: 'artefacts',
          include: ['tests/artefacts/**/*.test.ts'],
          sequence: { groupOrder: 0 },
          testTimeout: 60 * seconds,
        },
      },
      getViteConfig(
        // Astro's types are of the Vite it brings, Vitest's fields are added by the type below.
        {
          test: { name: 'components', include: ['tests/components/**/*.test.ts'], sequence: { groupOrder: 1 } },
        } as object,
        { logLevel: 'warn' },
      ),
      {
        test: {
          name: 'site',
          include: ['tests/{,edition/}site/**/*.test.ts'],
          globalSetup: ['tests/site/setup.ts'],
          sequence: { groupOrder: 2 },
          ...slow,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/{,edition/}browser/**/*.test.ts'],
          globalSetup: ['tests/site/setup.ts', 'tests/browser/setup.ts'],
          sequence: { groupOrder: 3 },
          ...slow,
        },
      },
      {
        test: { name: 'fork', include: ['tests/{,edition/}fork/**/*.test.ts'], sequence: { groupOrder: 4 }, ...slow },
      },
    ],
  },
});

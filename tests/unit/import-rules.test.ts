import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

/** What the rules say about a file with this text. */
async function complaints(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe('the flow of data', () => {
  it.for([
    ['src/schema/x.ts', `import { a } from '../handbook/a.ts';\na();\n`],
    ['src/handbook/x.ts', `import { a } from '../components/a.ts';\na();\n`],
    ['src/handbook/x.ts', `import { a } from 'node:fs';\na();\n`],
    ['src/handbook/x.ts', `import { a } from 'astro:content';\na();\n`],
    ['src/diagrams/x.ts', `import { a } from '../handbook/a.ts';\na();\n`],
    ['src/browser/x.ts', `import { a } from '../markdown/a.ts';\na();\n`],
    ['src/browser/x.ts', `import { a } from 'node:path';\na();\n`],
    ['src/components/kit/x.astro', `---\nimport { a } from '../../load.ts';\n---\n<p>{a}</p>\n`],
    ['src/components/kit/x.astro', `---\nimport { a } from 'astro:content';\n---\n<p>{a}</p>\n`],
    ['src/build/x.ts', `import { a } from '../pages/a.ts';\na();\n`],
    ['scripts/x.ts', `import { a } from 'astro:content';\na();\n`],
  ] as const)('%s may not say %s', async ([file, text]) => {
    expect(await complaints(file, text)).toEqual([expect.stringMatching(/import is restricted .*\. [A-Z]/)]);
  });

  it.for([
    ['src/handbook/x.ts', `export const a = () => Date.now();\n`, /two builds are equal/],
    ['src/handbook/x.ts', `export const a = () => new Date();\n`, /two builds are equal/],
    ['src/handbook/x.ts', `export const a = () => document.title;\n`, /No DOM/],
    ['src/diagrams/x.ts', `export const a = () => Math.random();\n`, /must be equal/],
    ['src/schema/x.ts', `export const a = (b: any) => String(b);\n`, /any/],
  ] as const)('%s may not say %s', async ([file, text, reason]) => {
    expect(await complaints(file, text)).toEqual([expect.stringMatching(reason)]);
  });

  it('lets what follows the flow pass', async () => {
    expect(await complaints('src/handbook/x.ts', `import { a } from '../schema/a.ts';\na();\n`)).toEqual([]);
    expect(
      await complaints(
        'src/components/kit/x.astro',
        `---\nimport { a } from '../../handbook/a.ts';\n---\n<p>{a}</p>\n`,
      ),
    ).toEqual([]);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { hashOf, headersFile, pagePolicy } from './content-security.ts';
import { htmlFiles } from './html-files.ts';
import { inspectHtml, type PageFacts } from './inspect-html.ts';

/** What the pass over the finished pages is told. */
interface FinishOptions {
  /** Path with slashes at both ends that the site stands under. */
  base: string;
  /** Inline scripts that belong to the site, word for word. What is not among them is not published. */
  inlineScripts: readonly string[];
}

/**
 * Last pass over the pages: writes a strict Content-Security-Policy first into every head and into
 * `_headers`, and takes out leftovers of the template. Only scripts that the site is known to write are
 * allowed by their hash: hashing whatever is found would bless what somebody slipped into the content.
 * @throws Error naming every page with an unknown inline script, an event handler, a style attribute or
 *   an address that runs a script
 */
export function finishHtml({ base, inlineScripts }: FinishOptions): AstroIntegration {
  const known = new Set(inlineScripts.map(canonical));
  return {
    name: 'finish-html',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        // Small bundled scripts are written into the page by Astro: they are ours, too.
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'finish-html:known-scripts',
                enforce: 'pre',
                generateBundle(_options, bundle) {
                  for (const chunk of Object.values(bundle))
                    if (chunk.type === 'chunk') known.add(canonical(chunk.code));
                },
              },
            ],
          },
        });
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const count = finishFolder(folder, base, known);
        logger.info(`${count} pages carry the Content-Security-Policy`);
      },
    },
  };
}

/** Finishes every page of a folder and returns how many there are. @throws Error as `finishHtml` does */
export function finishFolder(folder: string, base: string, known: ReadonlySet<string>): number {
  const pages = htmlFiles(folder).map((file) => {
    const html = readFileSync(join(folder, file), 'utf8');
    return { file, html, facts: inspectHtml(html) };
  });
  const problems = new Map<string, string[]>();
  for (const { file, facts } of pages) {
    for (const problem of new Set(problemsOf(facts, known)))
      problems.set(problem, [...(problems.get(problem) ?? []), file]);
  }
  if (problems.size > 0) throw new Error(unsafe(problems));

  const hashes = [...new Set(pages.flatMap(({ facts }) => facts.inlineScripts.map(hashOf)))].sort();
  for (const { file, html, facts } of pages)
    writeFileSync(join(folder, file), finishPage(html, facts, pagePolicy(hashes)));
  writeFileSync(join(folder, '_headers'), headersFile(hashes, base));
  return pages.length;
}

/** How a script is compared with the known ones: white space at its ends and the kind of line end say nothing. */
export function canonical(script: string): string {
  return script.replaceAll('\r\n', '\n').trim();
}

function problemsOf(facts: PageFacts, known: ReadonlySet<string>): string[] {
  const unknown = facts.inlineScripts
    .filter((script) => !known.has(canonical(script)))
    .map(
      (script) => `an inline script that the site does not know: ${script.trim().replace(/\s+/g, ' ').slice(0, 100)}`,
    );
  const headless = facts.afterCharset === undefined ? ['no <meta charset> to put the policy after'] : [];
  return [...facts.problems, ...unknown, ...headless];
}

/** The page with its policy, without the leftovers. */
function finishPage(html: string, { afterCharset = 0, leftovers }: PageFacts, policy: string): string {
  const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
  const edits: [from: number, to: number, text: string][] = [
    [afterCharset, afterCharset, meta],
    ...leftovers.map(([from, to]): [number, number, string] => [from, to, '']),
  ];
  return edits
    .sort(([, a], [, b]) => b - a)
    .reduce((text, [from, to, put]) => text.slice(0, from) + put + text.slice(to), html);
}

/** One line for each problem, with the pages it is on. */
function unsafe(problems: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...problems].map(([problem, [first, ...more]]) => {
    return `  ${first}${more.length > 0 ? ` and ${more.length} more` : ''}: ${problem}`;
  });
  const rest = lines.length > 25 ? [`  … and ${lines.length - 25} more`] : [];
  return ['These pages would break the Content-Security-Policy:', ...lines.slice(0, 25), ...rest].join('\n');
}

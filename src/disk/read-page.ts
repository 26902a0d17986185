import { bodyFacts } from '../markdown/body-facts.ts';
import { toPageEntry } from '../markdown/page-entry.ts';
import type { BodyFacts, PageEntry } from '../handbook/entries.ts';
import type { Problem } from '../handbook/problem.ts';
import { pageFile } from '../schema/page.ts';
import { type Read, readText } from './read-text.ts';
import { applyOverrides, type Override, type SourceLine } from './overrides.ts';
import { checkData } from './read-data.ts';
import { type PageParts, splitPage } from './split-page.ts';

/**
 * Reads one page: encoding, frontmatter, its fields, the MDX of its body.
 * @param path where it is; @param file what it is called in messages; @param id path below
 *   `src/content/docs` without the ending; @param overrides of the cohort that name the page
 */
export function readPage(
  path: string,
  file: string,
  id: string,
  overrides: readonly Override[] = [],
): Read<{ page: PageEntry; stale: readonly Problem[] }> {
  const text = readText(path, file);
  if (text.value === undefined) return text;
  const parts = splitPage(text.value, file);
  if (parts.value === undefined) return parts;
  const { yaml, bodyStart } = parts.value;
  const frontmatter = checkData(yaml, 2, file, pageFile);
  const changed = overrides.length > 0 ? readOverridden(parts.value, file, overrides) : undefined;
  const facts = readBody(changed?.body ?? parts.value.body, file, bodyStart, changed?.lines);
  const problems = [...frontmatter.problems, ...(changed?.problems ?? []), ...facts.problems];
  if (frontmatter.value === undefined || facts.value === undefined) return { problems };
  const body = changed ? { ...facts.value, former: anchorsGone(parts.value.body, facts.value) } : facts.value;
  const entry = { id, file, ...frontmatter.value, body, bodyStart, bodyLines: changed?.lines };
  return { value: { page: toPageEntry(entry), stale: changed?.stale ?? [] }, problems };
}

/** Anchors of upstream's text that are not in the cohort's. */
function anchorsGone(upstream: string, now: BodyFacts): string[] {
  const anchors = ({ headings, components }: BodyFacts) => [
    ...headings.map(({ id }) => id),
    ...components.flatMap(({ attributes: { id } }) => id ?? []),
  ];
  const kept = new Set(anchors(now));
  return anchors(bodyFacts(upstream)).filter((id) => !kept.has(id));
}

/** The body with the cohort's changes; undefined where it is no MDX, which `readBody` says. */
function readOverridden({ body, bodyStart }: PageParts, file: string, overrides: readonly Override[]) {
  try {
    return applyOverrides(body, file, bodyStart, overrides);
  } catch (error) {
    if (!isParseError(error)) throw error;
    return undefined;
  }
}

function readBody(body: string, file: string, bodyStart: number, lines?: readonly SourceLine[]): Read<BodyFacts> {
  try {
    return { value: bodyFacts(body), problems: [] };
  } catch (error) {
    if (!isParseError(error)) throw error;
    // For a component that is not closed, the place stands in the words: "(4:1-4:13)".
    const [range, inWords] = / \((\d+):\d+-\d+:\d+\)/.exec(error.reason) ?? [];
    const inBody = error.line ?? (inWords === undefined ? undefined : Number(inWords));
    const from = inBody === undefined ? undefined : lines?.[inBody - 1];
    const line = from?.line ?? (inBody === undefined ? undefined : bodyStart - 1 + inBody);
    const reason = error.reason.replace(range ?? '', '').replace(/ \(note: .*\)$/, '');
    return {
      problems: [{ file: from?.file ?? file, line, message: `the body is not MDX: ${reason}`, cure: mdxCure(reason) }],
    };
  }
}

function mdxCure(reason: string): string {
  if (/character `!`/.test(reason)) return 'write a comment as {/* … */}';
  if (/closing (slash|tag)/i.test(reason))
    return 'close every component: <Name>…</Name> or <Name />, with blank lines around the Markdown inside';
  return 'to MDX, { begins JavaScript and < begins a component: put code in backticks, write \\{ and \\< in text';
}

/** What `vfile-message` throws: a reason and a place in the body. */
function isParseError(error: unknown): error is Error & { reason: string; line?: number } {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string';
}

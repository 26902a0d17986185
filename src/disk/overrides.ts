import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createPatch } from 'diff';
import { z } from 'zod';
import { bodyFacts } from '../markdown/body-facts.ts';
import type { Problem } from '../handbook/problem.ts';
import { plain } from '../schema/text.ts';
import { respell } from '../handbook/checks/context.ts';
import { listFiles } from './list-files.ts';
import { checkData } from './read-data.ts';
import { type Read, readText } from './read-text.ts';
import { splitPage } from './split-page.ts';

/** Where the text of an override may go. */
export const overridePlaces = ['before', 'after', 'instead', 'hide'] as const;

/** Frontmatter of a file in `src/cohort/overrides/`. */
const overrideFile = z.strictObject({
  page: plain.describe('Address of the page without slashes at its ends, such as modules/retry-strategy.'),
  section: plain.describe('Anchor of the section, as it stands behind # in its address.'),
  place: z
    .enum(overridePlaces)
    .describe(
      'Where the text of this file goes: before, after or instead of the section; `hide` takes the section out.',
    ),
  hash: z
    .string()
    .optional()
    .describe('Of the section that this was written against; written by `npm run cohort:override`.'),
  text: z.string().optional().describe('That section as it was.'),
});

/** A section of a page that the cohort changes. */
export interface Override extends z.infer<typeof overrideFile> {
  file: string;
  body: string;
  /** Line of the file on which the body begins, 1-based. */
  bodyStart: number;
}

/** A line of a page with its overrides: which line of which file it came from. */
export interface SourceLine {
  file: string;
  line: number;
}

/** A page's body with the cohort's changes. */
export interface OverriddenBody {
  body: string;
  lines: readonly SourceLine[];
  problems: readonly Problem[];
  /** What upstream has changed under an override, said so that a person can act on it. */
  stale: readonly Problem[];
}

const folder = 'src/cohort/overrides';

/** Lines of a body that an override takes the place of, 0-based; none where it only adds. */
interface Edit {
  from: number;
  to: number;
  by: Override;
}

/** All overrides of a repository, and what is wrong with their files. */
export function readOverrides(root: string): { overrides: Override[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const overrides = listFiles(join(root, folder))
    .filter((path) => path.endsWith('.mdx'))
    .flatMap((path) => {
      const read = readOverride(join(root, folder, path), `${folder}/${path}`);
      problems.push(...read.problems);
      return read.value ? [read.value] : [];
    });
  return { overrides, problems };
}

function readOverride(path: string, file: string): Read<Override> {
  const text = readText(path, file);
  if (text.value === undefined) return text;
  const parts = splitPage(text.value, file);
  if (parts.value === undefined) return parts;
  const { yaml, body, bodyStart } = parts.value;
  const data = checkData(yaml, 2, file, overrideFile);
  if (data.value === undefined) return data;
  const isEmpty = body.trim() === '';
  if ((data.value.data.place === 'hide') !== isEmpty)
    return {
      problems: [
        {
          file,
          line: bodyStart,
          message: isEmpty ? 'there is no text below the frontmatter' : 'a section is hidden, and there is a text',
          cure: isEmpty ? 'write the text, or say `place: hide`' : 'say `place: instead`, or take the text out',
        },
      ],
    };
  return { value: { ...data.value.data, file, body: body.replace(/\n+$/, ''), bodyStart }, problems: [] };
}

/** Hash of a section, by which an override knows that upstream has changed it. */
export function hashOfSection(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 16);
}

/** The sections of a body by the anchor of their heading: lines from the heading to the next of its level, 0-based. */
export function sectionsOfBody(body: string): Map<string, { from: number; to: number; text: string }> {
  const lines = body.split('\n');
  const { headings } = bodyFacts(body);
  return new Map(
    headings.map(({ id, depth, line }, index) => {
      const next = headings.slice(index + 1).find((other) => other.depth <= depth);
      const to = next ? next.line - 1 : lines.length;
      return [id, { from: line - 1, to, text: lines.slice(line - 1, to).join('\n') }];
    }),
  );
}

/**
 * The body of a page with the overrides that name it.
 * @param file of the page; @param bodyStart line of the file on which the body begins
 * @throws the parser's own error where the body is no MDX
 */
export function applyOverrides(
  body: string,
  file: string,
  bodyStart: number,
  overrides: readonly Override[],
): OverriddenBody {
  const own = body.split('\n').map((text, index) => ({ text, file, line: bodyStart + index }));
  const sections = sectionsOfBody(body);
  const problems: Problem[] = [];
  const stale: Problem[] = [];
  const edits: Edit[] = [];
  for (const override of overrides) {
    const section = sections.get(override.section);
    if (!section) {
      const cure = respell(override.section, sections.keys(), `the page is ${file}`);
      problems.push({
        file: override.file,
        line: 1,
        key: 'section',
        message: `${override.page} has no section "${override.section}"`,
        cure,
      });
      continue;
    }
    if (override.hash !== undefined && override.hash !== hashOfSection(section.text))
      stale.push(changed(override, section.text));
    const from = override.place === 'after' ? section.to : section.from;
    const to = override.place === 'before' ? section.from : section.to;
    const other = edits.find((edit) => contradict(edit, { from, to, by: override }));
    if (other) {
      const message = `${other.by.file} changes the same place already`;
      problems.push({ file: override.file, line: 1, key: 'section', message, cure: 'put the two together' });
      continue;
    }
    edits.push({ from, to, by: override });
  }
  let lines = own;
  for (const { from, to, by } of edits.toSorted((a, b) => b.from - a.from || b.to - a.to)) {
    const put =
      by.place === 'hide'
        ? []
        : by.body.split('\n').map((text, index) => ({ text, file: by.file, line: by.bodyStart + index }));
    const blank = { text: '', file: by.file, line: by.bodyStart };
    const keepsHeading = by.place === 'instead' && !/^\s*#/.test(by.body);
    const heading = keepsHeading ? lines.slice(from, from + 1) : [];
    lines = [...lines.slice(0, from), ...heading, blank, ...put, blank, ...lines.slice(to)];
  }
  return { body: lines.map(({ text }) => text).join('\n'), lines, problems, stale };
}

/** Whether two edits say the same of one section, or one changes what another replaces. */
function contradict(one: Edit, other: Edit): boolean {
  const isSame = one.by.section === other.by.section && one.by.place === other.by.place;
  return isSame || (one.from < other.to && other.from < one.to);
}

function changed({ file, page, section, text = '' }: Override, now: string): Problem {
  const patch = createPatch(section, `${text.trim()}\n`, `${now.trim()}\n`, '', '', { context: 1 });
  const shown = patch
    .split('\n')
    .slice(4)
    .filter((line) => !line.startsWith('\\'))
    .slice(0, 30);
  return {
    file,
    line: 1,
    message: [
      `upstream has changed ${page}#${section} since this was written:`,
      ...shown.map((line) => `  ${line}`),
    ].join('\n    '),
    cure: `look whether it still fits, then \`npm run cohort:override -- ${page}#${section} --accept\``,
  };
}

import { bodyFacts } from '../markdown/body-facts.ts';
import { toPageEntry } from '../markdown/page-entry.ts';
import type { BodyFacts, PageEntry } from '../handbook/entries.ts';
import { pageFile } from '../schema/page.ts';
import { type Read, readText } from './read-text.ts';
import { checkData } from './read-data.ts';

/**
 * Reads one page: encoding, frontmatter, its fields, the MDX of its body.
 * @param path where it is; @param file what it is called in messages; @param id path below
 *   `src/content/docs` without the ending
 */
export function readPage(path: string, file: string, id: string): Read<PageEntry> {
  const text = readText(path, file);
  if (text.value === undefined) return text;
  const parts = split(text.value, file);
  if (parts.value === undefined) return parts;
  const { yaml, body, bodyStart } = parts.value;
  const facts = readBody(body, file, bodyStart);
  const frontmatter = checkData(yaml, 2, file, pageFile);
  const problems = [...frontmatter.problems, ...facts.problems];
  if (frontmatter.value === undefined || facts.value === undefined) return { problems };
  return { value: toPageEntry({ id, file, ...frontmatter.value, body: facts.value, bodyStart }), problems };
}

interface Parts {
  yaml: string;
  body: string;
  /** Line of the file on which the body starts, 1-based. */
  bodyStart: number;
}

function split(text: string, file: string): Read<Parts> {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') {
    return {
      problems: [
        {
          file,
          line: 1,
          message: 'the page does not begin with frontmatter',
          cure: 'begin the file with a line ---, then title, description and kind, then a line ---',
        },
      ],
    };
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0)
    return {
      problems: [
        { file, line: 1, message: 'the frontmatter does not end', cure: 'write a line --- behind its last key' },
      ],
    };
  return {
    value: { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyStart: end + 2 },
    problems: [],
  };
}

function readBody(body: string, file: string, bodyStart: number): Read<BodyFacts> {
  try {
    return { value: bodyFacts(body), problems: [] };
  } catch (error) {
    if (!isParseError(error)) throw error;
    // For a component that is not closed, the place stands in the words: "(4:1-4:13)".
    const [range, inWords] = / \((\d+):\d+-\d+:\d+\)/.exec(error.reason) ?? [];
    const inBody = error.line ?? (inWords === undefined ? undefined : Number(inWords));
    const line = inBody === undefined ? undefined : bodyStart - 1 + inBody;
    const reason = error.reason.replace(range ?? '', '').replace(/ \(note: .*\)$/, '');
    return { problems: [{ file, line, message: `the body is not MDX: ${reason}`, cure: mdxCure(reason) }] };
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

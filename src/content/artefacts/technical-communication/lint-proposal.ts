/**
 * Checks the form of a one-page proposal in Markdown; what it says is for readers to judge.
 *
 * Run: `node lint-proposal.ts proposal.md`. Prints one line per problem and exits with 1 if there are any.
 */
import { readFileSync } from 'node:fs';

const deadline =
  /\bby\b\W*(?:\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d{4}-\d{2}-\d{2}\b)/i;
const vague = /\b(scalable|robust|simpl[ey]|just|easy|easily|flexible|seamless|soon|a lot)\b/gi;
const keyword = /\b(must|should|may|shall)\b/g;
/** Numbers that need no unit: code, dates, times, ratios such as "9 of the last 14", "weeks 4 and 5", "page 6". */
const unitless =
  /`[^`]*`|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b|\b\d{1,2}:\d{2}\b|\b\d+ of (?:the (?:last|next) )?\d+\b|\b(?:weeks?|pages?) \d+(?: (?:to|and) \d+)?\b/gi;
/** A number that ends a clause or a cell, or stands before "in" or "and": no unit can follow. p99 and ADR-041 are names. */
const bare = /(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?=\s*(?:[.,](?!\d)|[;:)|]|$)| (?:in|and)\b)/gm;

/** Words as a reader counts them: table rules, heading marks and stars are none. */
export function words(markdown: string): string[] {
  return markdown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** The text under one second-level heading, or '' where there is none. */
function section(markdown: string, heading: string): string {
  return markdown.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
}

// #region lint
/** Every fault of form in a proposal; empty when it may be sent out. Limits are house figures. */
export function lint(markdown: string): string[] {
  const count = words(markdown).length;
  const opening = words(markdown).slice(0, 100).join(' ');
  const each = (pattern: RegExp, text: string) => [...new Set(text.match(pattern) ?? [])].join(', ');
  const adjectives = each(vague, markdown);
  const numbers = each(bare, markdown.replace(unitless, 'n'));
  const lowered = each(keyword, section(markdown, 'Requirements'));
  const problems = [
    !/\b(decide|decision)\b/i.test(opening) && 'no decision in the first 100 words',
    !deadline.test(opening) && 'no deadline in the first 100 words',
    !/Decider:\W*\p{Lu}/u.test(markdown) && 'nobody is named as decider',
    !/^\| *do nothing\b/im.test(markdown) && 'doing nothing is not an option in the table',
    !/^## Non-goals/m.test(markdown) && 'no non-goals',
    numbers && `number without a unit: ${numbers}`,
    adjectives && `word without a threshold: ${adjectives}`,
    lowered && `requirement in lower case: ${lowered}`,
    count > 700 && `${count} words; 700 are the limit`,
  ];
  return problems.flatMap((problem) => problem || []);
}
// #endregion lint

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('usage: node lint-proposal.ts proposal.md');
  const problems = lint(readFileSync(file, 'utf8'));
  console.log(problems.join('\n') || 'nothing to report');
  process.exitCode = problems.length > 0 ? 1 : 0;
}

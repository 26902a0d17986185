import type { List, ListItem, RootContent } from 'mdast';
import { describe, lineOf, readItems, wordsOf, type Findings, type Section } from './markdown.ts';
import type { Block, StaffTrack } from './model.ts';
import { quote } from './problem.ts';
import { checkSpans } from './sequence.ts';

const SPAN = /^weeks?\s+(\d+)(?:\s*[-–—]\s*(\d+))?(?:\s+[—–-]|\s*:)\s*(.+)$/i;

/**
 * The second shape: `- **Weeks 3–8 — title**` with bullets nested below it, under an optional
 * `# title`. Returns undefined if anything was found to be wrong.
 */
export function readTrack(
  preamble: readonly RootContent[],
  sections: readonly Section[],
  findings: Findings,
): StaffTrack | undefined {
  const [first, ...others] = sections;
  for (const section of others) {
    findings.add(
      section.line,
      `the unknown heading ${quote(section.heading)}`,
      'at most one title, then bullets with week spans',
    );
  }
  const blocks = [...preamble, ...(first?.content ?? [])].flatMap((node) => {
    if (node.type === 'list') return readBlocks(node, findings);
    findings.add(
      lineOf(node),
      `${describe(node)}, ${quote(wordsOf(node))}`,
      'bullets with week spans: “- **Weeks 3–8 — …**”',
    );
    return [];
  });
  checkSpans(blocks, 'Weeks', findings);
  if (findings.problems.length > 0) return undefined;
  return { shape: 'track', ...(first && { title: first.heading }), blocks };
}

function readBlocks(list: List, findings: Findings): Block[] {
  return list.children.flatMap((entry) => {
    const [first, second, ...rest] = entry.children;
    const heading = first === undefined ? '' : wordsOf(first);
    const [, from, to, title] = SPAN.exec(heading) ?? [];
    if (from === undefined || title === undefined) {
      findings.add(
        lineOf(entry),
        `the bullet ${quote(heading)}`,
        'a week span and a title: “**Week 1 — …**” or “**Weeks 3–8 — …**”',
      );
      return [];
    }
    for (const node of rest) findings.add(lineOf(node), describe(node), 'one list of bullets below a span');
    const bullets = second?.type === 'list' ? readItems(second, findings) : [];
    if (bullets.length === 0) {
      findings.add(lineOf(entry), `${quote(heading)} without bullets`, 'at least one bullet nested below it');
    }
    return [
      {
        heading,
        title,
        line: lineOf(entry),
        from: Number(from),
        to: Number(to ?? from),
        bullets: bullets.map(({ text, line }) => ({ text, line })),
      },
    ];
  });
}

/** Whether a top-level list looks like this shape at all: some bullet names its weeks. */
export function namesSpans(list: List): boolean {
  return list.children.some(
    (entry: ListItem) => entry.children[0] !== undefined && /^weeks?\s+\d/i.test(wordsOf(entry.children[0])),
  );
}

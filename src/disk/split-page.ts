import type { Read } from './read-text.ts';

/** A page file in its two parts. */
export interface PageParts {
  yaml: string;
  body: string;
  /** Line of the file on which the body starts, 1-based. */
  bodyStart: number;
}

/**
 * Parts a file of MDX into frontmatter and body.
 * @param file what it is called in messages
 */
export function splitPage(text: string, file: string): Read<PageParts> {
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

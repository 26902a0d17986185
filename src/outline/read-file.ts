import { readFileSync, statSync } from 'node:fs';
import { OutlineError } from './problem.ts';

/** No outline is longer than this many bytes: the longest that was seen has a tenth of it. */
const MOST = 1_000_000;

/** How files that are no text begin, and what they are. */
const FORMATS: readonly (readonly [start: string, name: string])[] = [
  ['PK\u0003\u0004', 'a Word file or another zip archive'],
  ['%PDF', 'a PDF'],
  ['{\\rtf', 'an RTF file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Word file'],
];

/**
 * The bytes of an outline.
 *
 * @throws OutlineError where it is no file, too long, or of another format than text.
 */
export function readOutlineFile(file: string): Buffer {
  const refuse = (found: string, expected: string): never => {
    throw new OutlineError([{ file, line: 1, found, expected }]);
  };
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return refuse('no such file', 'the path of an outline in Markdown');
  if (stat.isDirectory()) return refuse('a folder', 'the path of an outline in Markdown, one file for each track');
  if (stat.size > MOST) {
    return refuse(`${(stat.size / 1_000_000).toFixed(1)} MB`, 'an outline of at most 1 MB: one programme in one file');
  }
  const bytes = readFileSync(file);
  const start = bytes.subarray(0, 8).toString('latin1');
  const format = FORMATS.find(([magic]) => start.startsWith(magic));
  if (format) return refuse(format[1], 'Markdown or plain text; save the outline as text and import that');
  return bytes;
}

import { readFileSync } from 'node:fs';
import type { Problem } from '../handbook/problem.ts';

/** What reading a file gave: its value, or what is wrong with it. */
export type Read<Value> =
  { value: Value; problems: readonly Problem[] } | { value?: undefined; problems: readonly Problem[] };

/**
 * Text of a file: a byte-order mark is dropped, CRLF becomes LF. Problems: not UTF-8 (with the line
 * of the first wrong byte), or nothing in it.
 * @param path where it is; @param file what it is called in messages
 */
export function readText(path: string, file: string): Read<string> {
  const bytes = readFileSync(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return {
      problems: [
        {
          file,
          line: lineOfWrongByte(bytes),
          message: 'the file is not UTF-8: it holds a byte that stands for no character',
          cure: 'save it as UTF-8 (it may be Latin-1 or Windows-1252 now)',
        },
      ],
    };
  }
  if (text.trim() === '')
    return { problems: [{ file, message: 'the file is empty', cure: 'write its content, or delete it' }] };
  return { value: text.replace(/\r\n?/g, '\n'), problems: [] };
}

/** Line of the first byte that is not UTF-8, 1-based: of the first replacement character that was not there. */
function lineOfWrongByte(bytes: Uint8Array): number {
  const lines = splitLines(bytes);
  const wrong = lines.findIndex((line) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(line);
      return false;
    } catch {
      return true;
    }
  });
  return wrong + 1;
}

/** No byte of a longer UTF-8 character is a line feed, so lines can be told apart before decoding. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}

import { OutlineError } from './problem.ts';

/** What the bytes 0x80–0x9F mean in Windows-1252; the five it leaves out stand for themselves. */
const CP1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const BYTE_OF = new Map<string, number>([
  ...Array.from(CP1252, (char, index): [string, number] => [char, 0x80 + index]),
  ...Array.from({ length: 0x60 }, (_, index): [string, number] => [String.fromCharCode(0xa0 + index), 0xa0 + index]),
]);

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of an outline from its bytes: UTF-8, with or without a byte order mark, lines ended by LF,
 * CRLF or CR, double-encoded passages repaired.
 *
 * @throws OutlineError for bytes that are not UTF-8 (a Latin-1 or UTF-16 file) and for an empty file.
 */
export function decodeOutline(bytes: Uint8Array, file: string): string {
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    throw new OutlineError([notUtf8(bytes, file)]);
  }
  if (text.trim() === '') {
    throw new OutlineError([
      {
        file,
        line: 1,
        found: 'an empty file',
        expected: 'an outline: headed weeks with labelled lists, or nested bullets with week spans',
      },
    ]);
  }
  return repairDoubleEncoding(text.replace(/\r\n?/g, '\n'));
}

function notUtf8(bytes: Uint8Array, file: string): { file: string; line: number; found: string; expected: string } {
  const expected = 'UTF-8; save the file as UTF-8 and import it again';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { file, line: 1, found: 'a UTF-16 file', expected };
  }
  // A multi-byte character never contains a line feed, so lines can be tried one by one.
  let line = 1;
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      strict.decode(bytes.subarray(start, end));
    } catch {
      break;
    }
    if (feed === -1) break;
    start = feed + 1;
    line += 1;
  }
  const byte = bytes.subarray(start).find((value) => value >= 0x80) ?? 0;
  const hex = byte.toString(16).toUpperCase();
  return {
    file,
    line,
    found: `byte 0x${hex}, which is not UTF-8 here: the file seems to be Latin-1 or Windows-1252`,
    expected,
  };
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly bytes: readonly number[];
  readonly char: string;
}

/**
 * Undoes one round of “UTF-8 read as Windows-1252 and saved as UTF-8” (`â€”` → `—`, `ðŸš€` → `🚀`),
 * only where it happened. A text that can be decoded as a whole, with several such sequences, is
 * decoded as a whole. In any other text, a sequence is repaired only if what stands there cannot
 * well be meant: `CAFÉ—` and `Spaß“` look like two-byte sequences and are left alone.
 */
export function repairDoubleEncoding(text: string): string {
  const candidates = findCandidates(text);
  const covered = candidates.reduce((sum, candidate) => sum + candidate.bytes.length, 0);
  const high = Array.from(text).filter((char) => char > '\u007f').length;
  const whole = covered === high && candidates.length >= 4;
  let repaired = '';
  let from = 0;
  for (const candidate of candidates) {
    if (!whole && !isImplausible(text, candidate)) continue;
    repaired += text.slice(from, candidate.start) + candidate.char;
    from = candidate.end;
  }
  return repaired + text.slice(from);
}

function findCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let start = 0; start < text.length; start += 1) {
    const lead = BYTE_OF.get(text.charAt(start)) ?? 0;
    const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 && lead <= 0xdf ? 2 : 0;
    if (length === 0 || lead > 0xf4) continue;
    const bytes = Array.from(text.slice(start, start + length), (char) => BYTE_OF.get(char) ?? 0);
    try {
      const char = strict.decode(Uint8Array.from(bytes));
      if (bytes.length !== length || char.length === 0 || bytes.includes(0)) continue;
      found.push({ start, end: start + length, bytes, char });
      start += length - 1;
    } catch {
      continue;
    }
  }
  return found;
}

/** Whether nobody would have typed these characters one after the other. */
function isImplausible(text: string, { start, end, bytes }: Candidate): boolean {
  const [lead = 0, second = 0] = bytes;
  // Four bytes: emoji. Three bytes: general punctuation to arrows and symbols, and variation selectors.
  if (bytes.length === 4) return lead === 0xf0 && second === 0x9f;
  if (bytes.length === 3) return (lead === 0xe2 && second < 0xa0) || lead === 0xef;
  if (lead > 0xc3) return false;
  const typographic = second < 0xa0 || second === 0xa0 || second === 0xab || second === 0xbb;
  const inWord = /\p{Ll}/u.test(text.charAt(start - 1)) || /\p{L}/u.test(text.charAt(end));
  return !typographic || inWord;
}

/** Lines that may be shown beyond the wanted number, so that the fold falls between two parts. */
const slack = 14;

/**
 * How many lines of a file are shown before the rest is folded away. A file is folded only between two parts:
 * before a heading of Markdown, or after a blank line where the next part begins at the left margin.
 *
 * @param wanted lines to show, about
 * @returns the number of all lines where there is no such place, or where folding would hide five lines or fewer
 */
export function foldAt(source: string, wanted: number): number {
  const lines = source.split('\n');
  const isStart = (index: number) =>
    (lines[index - 1] ?? '').trim() === '' &&
    /^[^\s)\]}]/.test(lines[index] ?? '') &&
    !/^[-*|>]|^\d+\./.test(lines[index] ?? '');
  const candidates = [...lines.keys()].filter(
    (index) => index >= wanted / 2 && index <= wanted + slack && lines.length - index > 5 && isStart(index),
  );
  const nearest = candidates.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
  return lines.length > wanted + 5 ? (nearest ?? lines.length) : lines.length;
}

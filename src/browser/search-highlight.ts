import { isWanted, type Wanted } from '../handbook/search/excerpt.ts';

/** Name of the highlight that `::highlight(search-hit)` styles. */
const name = 'search-hit';
const most = 300;

/** Where a result leads and what was looked for, kept for the page that opens. */
interface Trail {
  path: string;
  stems: string[];
  starts: string[];
}

/** Remembers what was looked for, for the page at `path`. */
export function leaveTrail(key: string, path: string, { stems, starts }: Wanted): void {
  try {
    const trail: Trail = { path, stems: [...stems], starts: [...starts] };
    sessionStorage.setItem(key, JSON.stringify(trail));
  } catch {
    // Without storage the page opens without marks.
  }
}

/** Marks on this page what was looked for, if a result led here. Nothing is inserted, so nothing moves. */
export function followTrail(key: string): void {
  const trail = takeTrail(key);
  if (trail?.path !== location.pathname || !('highlights' in CSS)) return;
  const main = document.querySelector('main');
  if (!main) return;
  const ranges = wantedRanges(main, { stems: new Set(trail.stems), starts: trail.starts });
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  document.addEventListener('keydown', ({ key: pressed }) => pressed === 'Escape' && CSS.highlights.delete(name), {
    once: true,
  });
}

function takeTrail(key: string): Trail | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const value: unknown = JSON.parse(text ?? 'null');
    return isTrail(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTrail(value: unknown): value is Trail {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'stems' in value &&
    Array.isArray(value.stems) &&
    'starts' in value &&
    Array.isArray(value.starts)
  );
}

function wantedRanges(root: Element, want: Wanted): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && ranges.length < most) {
    const node = walker.currentNode;
    for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu)) {
      if (!isWanted(word, want)) continue;
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      ranges.push(range);
    }
  }
  return ranges;
}

import { hits, type Wanted } from '../handbook/search/excerpt.ts';

/** Name of the highlight that `::highlight(search-hit)` styles. */
const name = 'search-hit';
const most = 300;

/** Where a result leads and what was looked for, kept for the page that opens. */
interface Trail {
  path: string;
  want: Wanted;
}

/** Remembers what was looked for, for the page at `path`. */
export function leaveTrail(key: string, path: string, want: Wanted): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ path, want } satisfies Trail));
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
  const ranges = wantedRanges(main, trail.want);
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
  if (typeof value !== 'object' || value === null || !('path' in value) || !('want' in value)) return false;
  const { want } = value;
  if (typeof want !== 'object' || want === null) return false;
  return ['stems', 'runs', 'starts'].every((part) => Array.isArray(Reflect.get(want, part)));
}

function wantedRanges(root: Element, want: Wanted): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && ranges.length < most) {
    const node = walker.currentNode;
    for (const { from, to } of hits(node.nodeValue ?? '', want)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}

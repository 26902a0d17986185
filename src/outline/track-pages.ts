import {
  clip,
  knownItems,
  OutlineIds,
  oldOutline,
  plainTitle,
  subject,
  type DraftPage,
  type Pages,
} from './draft-page.ts';
import type { ExistingPage } from './frontmatter.ts';
import { slugify } from './ids.ts';
import type { Block, Item, StaffTrack } from './model.ts';
import { similarity } from './nearest.ts';
import { quote, type Problem } from './problem.ts';

const TITLE = 'Staff track';
const MODULES = 'docs/modules/';

/** `week-1`, `weeks-3-8`: page id of a block. From week 10 on, one week is `weeks-10`: `week-10` is a week of the roadmap. */
export function blockId({ from, to }: Block): string {
  if (from !== to) return `weeks-${from}-${to}`;
  return from < 10 ? `week-${from}` : `weeks-${from}`;
}

interface Wanted {
  readonly block: string;
  /** The heading of a block of one week, which is one module. */
  readonly heading?: string;
  /** What the module is about, for its first title and slug. */
  readonly about: string;
  readonly items: readonly Item[];
}

/** One module for a block of one week; else one for every bullet. */
function wantedModules(blocks: readonly Block[]): Wanted[] {
  return blocks.flatMap((block): Wanted[] =>
    block.from === block.to
      ? [{ block: blockId(block), heading: block.heading, about: block.title, items: block.bullets }]
      : block.bullets.map((item) => ({ block: blockId(block), about: item.text, items: [item] })),
  );
}

/**
 * Pages of the Staff track: the track, its blocks and its modules.
 *
 * @param file name of the outline, for problems.
 */
export function trackPages(
  track: StaffTrack,
  pages: Pages,
  file: string,
): { drafts: DraftPage[]; problems: Problem[] } {
  const { blocks } = track;
  const title = track.title ?? TITLE;
  const wanted = wantedModules(blocks);
  const fixed: DraftPage[] = [
    {
      path: 'docs/tracks/staff/index.mdx',
      kind: 'track',
      title: plainTitle(title),
      description: clip(
        `${blocks.at(-1)?.to ?? 0} weeks in ${blocks.length} blocks: ${blocks.map((block) => subject(block.title)).join('; ')}`,
      ),
      outline: { title, phases: [] },
    },
    ...blocks.map((block, index): DraftPage => ({
      path: `docs/tracks/staff/${blockId(block)}.mdx`,
      kind: 'block',
      title: plainTitle(block.title),
      description: clip(block.bullets.map((bullet) => bullet.text).join('; ')),
      outline: { heading: block.heading, title: block.title, from: block.from, to: block.to, order: index + 1 },
    })),
  ];
  const taken = new Set([...fixed.map((draft) => pageId(draft.path)), ...[...pages.keys()].map(pageId)]);
  const paths = findModules(wanted, pages);
  const modules = wanted.map((module, index): DraftPage => {
    const path = paths[index] ?? newPath(module.about, taken);
    const ids = new OutlineIds(pages.get(path));
    return {
      path,
      kind: 'module',
      title: subject(module.about),
      description: clip(module.items.map((item) => item.text).join('; ')),
      outline: {
        block: module.block,
        order: index + 1,
        ...(module.heading !== undefined && { heading: module.heading }),
        items: ids.items('bullet', module.items, ids.old.items),
        ...ids.retired(),
      },
    };
  });
  return { drafts: [...fixed, ...modules], problems: movedBlocks(blocks, pages, file) };
}

/** Id of a page: the last part of its path, or of its folder for an index. */
export function pageId(path: string): string {
  return (
    path
      .replace(/\.mdx$/, '')
      .replace(/\/index$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

function newPath(about: string, taken: Set<string>): string {
  const stem = slugify(subject(about));
  let slug = stem;
  for (let number = 2; taken.has(slug); number += 1) slug = `${stem}-${number}`;
  taken.add(slug);
  return `${MODULES}${slug}.mdx`;
}

/** How alike wordings have to be for a module to be the same one, in its block and anywhere. */
const IN_BLOCK = 0.5;
const ANYWHERE = 0.6;

/**
 * For each module the page that is already its own: by the outline's words, by the closest words,
 * or, for a page without an outline, by its name.
 */
function findModules(wanted: readonly Wanted[], pages: Pages): (string | undefined)[] {
  const existing = [...pages.values()].filter((page) => page.path.startsWith(MODULES));
  const free = new Set(existing.filter((page) => wordsOfPage(page) !== ''));
  const found: (string | undefined)[] = wanted.map(() => undefined);
  const take = (index: number, page: ExistingPage): void => {
    found[index] = page.path;
    free.delete(page);
  };
  wanted.forEach((module, index) => {
    const same = [...free].filter((page) => wordsOfPage(page) === wordsOfModule(module));
    const page = same.find((candidate) => oldOutline(candidate).block === module.block) ?? same[0];
    if (page) take(index, page);
  });
  const pairs = wanted.flatMap((module, index) =>
    [...free].map((page) => {
      const near = oldOutline(page).block === module.block;
      return { index, page, near, score: similarity(wordsOfModule(module), wordsOfPage(page)) };
    }),
  );
  for (const { index, page, near, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (found[index] === undefined && free.has(page) && score >= (near ? IN_BLOCK : ANYWHERE)) take(index, page);
  }
  wanted.forEach((module, index) => {
    const path = `${MODULES}${slugify(subject(module.about))}.mdx`;
    const page = pages.get(path);
    if (found[index] === undefined && page && wordsOfPage(page) === '' && !found.includes(path)) found[index] = path;
  });
  return found;
}

function wordsOfModule({ heading, items }: Wanted): string {
  return [...(heading === undefined ? [] : [heading]), ...items.map((item) => item.text)].join('\n');
}

function wordsOfPage(page: ExistingPage): string {
  const { heading, items } = oldOutline(page);
  return [...(typeof heading === 'string' ? [heading] : []), ...knownItems(items).map((item) => item.text)].join('\n');
}

/** As with weeks: a block whose span changed has another address, and its page has to be renamed first. */
function movedBlocks(blocks: readonly Block[], pages: Pages, file: string): Problem[] {
  const wanted = new Set(blocks.map(blockId));
  return [...pages.values()].flatMap((page) => {
    const { title } = oldOutline(page);
    const now = blocks.find((block) => block.title === title);
    if (page.data.kind !== 'block' || now === undefined || pageId(page.path) === blockId(now)) return [];
    if (wanted.has(pageId(page.path)) && pages.has(`docs/tracks/staff/${blockId(now)}.mdx`)) return [];
    return [
      {
        file,
        line: now.line,
        found: `${quote(now.heading)}, whose page is ${page.path}`,
        expected: `the page to be renamed to ${blockId(now)}.mdx first`,
      },
    ];
  });
}

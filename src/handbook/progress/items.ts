import { isKind, type Page } from '../handbook.ts';

/** What kind of thing an item is. */
export type ItemKind = 'read' | 'task' | 'reading' | 'exercise' | 'acceptance' | 'checklist' | 'question';

/** Something on a page that a learner ticks. */
export interface Item {
  /** Permanent id, unique in its page. */
  id: string;
  kind: ItemKind;
  /** Inline Markdown; of a reading its source and locator. */
  text: string;
  /** Id of the source of a reading. */
  source?: string;
  minutes?: number | undefined;
  /** Day of the plan that a task is for. */
  day?: string | undefined;
}

/** Id of the item that is the page itself. No content has it: the ids of the content carry their kind. */
export const pageItem = 'read';

/** Everything on a page that can be ticked, in the order of the page. Pages of other kinds have nothing. */
export function itemsOf(page: Page): Item[] {
  if (isKind(page, 'module')) return [...exercises(page), ...questions(page.data.selfCheck), whole(page)];
  if (isKind(page, 'unit')) {
    const ticked = page.data.outline.parts.flatMap(({ role, items }) => {
      const kind = role && unitKinds[role];
      return kind ? items.map(({ id, text, minutes }) => ({ id, kind, text, minutes })) : [];
    });
    return [...ticked, ...exercises(page), ...questions(page.data.selfCheck), whole(page)];
  }
  if (!isKind(page, 'week')) return [];
  const { outline, plan, acceptance, readings, selfCheck } = page.data;
  const covered = new Set(readings.map(({ item }) => item));
  const tasks = (plan?.days ?? []).flatMap(({ day, blocks }) =>
    blocks.flatMap(({ id, text, minutes }) => (id ? [{ id, kind: 'task' as const, text, minutes, day }] : [])),
  );
  return [
    ...(tasks.length > 0 ? tasks : outline.tasks.map((task) => ({ kind: 'task' as const, ...task }))),
    ...exercises(page),
    ...acceptance.map((test) => ({ kind: 'acceptance' as const, ...test })),
    ...outline.readings.flatMap(({ id, text }) => (covered.has(id) ? [] : [{ id, kind: 'reading' as const, text }])),
    ...readings.map(({ id, source, locator, minutes }) => {
      return { id, kind: 'reading' as const, text: [source, locator].filter(Boolean).join(', '), source, minutes };
    }),
    ...outline.checklist.map(({ id, text }) => ({ id, kind: 'checklist' as const, text })),
    ...questions(selfCheck),
    whole(page),
  ];
}

/** Parts of a unit whose items a learner ticks. */
export const unitKinds: Readonly<Partial<Record<string, ItemKind>>> = {
  readings: 'reading',
  tasks: 'task',
  checklist: 'checklist',
};

/**
 * Hash of an item's words, to tell whether they changed since they were ticked. White space and the marks of
 * emphasis do not count. FNV-1a, cut to four digits in base 36: of a million changes one may pass unnoticed, and
 * a page with a hundred items stays small.
 */
export function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text.replace(/[\s*_`]+/g, ' ').trim()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return ((hash >>> 0) % 36 ** 4).toString(36);
}

/** What a learner finishes when all of it is done. */
function whole({ title }: Page): Item {
  return { id: pageItem, kind: 'read', text: title };
}

function exercises({ body }: Page): Item[] {
  return body.components.flatMap(({ name, attributes: { id, title = '', minutes } }) =>
    name === 'Exercise' && id
      ? [{ id, kind: 'exercise' as const, text: title, minutes: Number(minutes) || undefined }]
      : [],
  );
}

function questions(list: readonly { id: string; question: string }[]): Item[] {
  return list.map(({ id, question }) => ({ id, kind: 'question', text: question }));
}

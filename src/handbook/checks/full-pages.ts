import { figures } from '../kit.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPage, type CheckedPageOf, isChangedByCohort, ofKind } from './context.ts';

const least = {
  inOneMinute: 3,
  predictions: 2,
  moduleSources: 4,
  selfCheck: 5,
  misconceptions: 3,
  exercises: 4,
  acceptance: 8,
};
const words = { least: 2000, most: 4800 };
const description = { least: 110, most: 170 };

/** What a page of depth `full` has to have; said at the key it lacks, at `depth` for what its body lacks. */
export const checkFullPages: Check = ({ pages: all }) => {
  const pages = all.filter((page) => !isChangedByCohort(page));
  return [
    ...ofKind(pages, 'module')
      .filter(({ data }) => data.depth === 'full')
      .flatMap((page) => [...common(page), ...fullModule(page)]),
    ...ofKind(pages, 'week')
      .filter(({ data }) => data.depth === 'full')
      .flatMap((page) => [...common(page), ...fullWeek(page, all)]),
  ];
};

function common(page: CheckedPageOf<'week'> | CheckedPageOf<'module'>): Problem[] {
  const { length } = page.description;
  return [
    ...(length < description.least || length > description.most
      ? [
          atKey(
            page,
            ['description'],
            `the description has ${length} characters; a full page has ${description.least} to ${description.most}`,
            'say in one sentence what the reader gets',
          ),
        ]
      : []),
    ...atLeast(page, 'selfCheck', page.data.selfCheck.length, least.selfCheck, 'questions with answers'),
  ];
}

function fullModule(page: CheckedPageOf<'module'>): Problem[] {
  const { data, body } = page;
  const count = (...names: string[]) => body.components.filter(({ name }) => names.includes(name)).length;
  const inBody = (found: number, wanted: number, what: string, cure: string) =>
    found >= wanted
      ? []
      : [atKey(page, ['depth'], `a full module has at least ${wanted} ${what}, this one ${found}`, cure)];
  return [
    ...present(page, 'promise', data.promise),
    ...present(page, 'why', data.why),
    ...atLeast(page, 'inOneMinute', data.inOneMinute.length, least.inOneMinute, 'lines that stand alone'),
    ...present(page, 'session', data.session),
    ...atLeast(page, 'assumes', data.assumes.length, 1, 'thing that it takes for granted'),
    ...atLeast(page, 'sources', data.sources.length, least.moduleSources, 'sources'),
    ...inBody(count('Example'), 1, 'worked example', 'write <Example id="example-…" title="…">'),
    ...inBody(count('Predict'), least.predictions, 'predictions', 'write <Predict id="predict-…" question="…">'),
    ...inBody(count(...figures), 1, 'figure', `draw it with ${[...figures].map((name) => `<${name}>`).join(', ')}`),
    ...inBody(count('Code', 'Template'), 1, 'artefact', 'write <Code file="…" /> or <Template file="…" title="…">'),
    ...inBody(count('Misconception'), least.misconceptions, 'misconceptions', 'write <Misconception claim="…">'),
    ...inBody(
      count('Exercise'),
      least.exercises,
      'exercises',
      'write <Exercise id="ex-…" title="…" minutes={30}> with an <Answer>',
    ),
    ...(body.headings.some(({ text, depth }) => depth === 2 && text === 'At Staff scope')
      ? []
      : [
          atKey(
            page,
            ['depth'],
            'a full module has a section “At Staff scope”, this one has none',
            'write ## At Staff scope',
          ),
        ]),
    ...(body.words < words.least || body.words > words.most
      ? [
          atKey(
            page,
            ['depth'],
            `the body has ${body.words} words of prose; a full module has ${words.least} to ${words.most}`,
            'write what is missing, cut what is not needed, or say depth: outline',
          ),
        ]
      : []),
  ];
}

function fullWeek(page: CheckedPageOf<'week'>, pages: readonly CheckedPage[]): Problem[] {
  const { data } = page;
  const { outline } = data;
  const last = Math.max(...ofKind(pages, 'week').map((week) => week.data.outline.number));
  return [
    ...present(page, 'level', data.level),
    ...present(page, 'ledger', data.ledger),
    ...present(page, 'plan', data.plan),
    ...atLeast(page, 'outcomes', data.outcomes.length, 1, 'outcome'),
    ...(outline.number === 1
      ? []
      : atLeast(page, 'prerequisites', data.prerequisites.length, 1, 'page that comes first')),
    ...(outline.number === last ? [] : atLeast(page, 'leadsTo', data.leadsTo.length, 1, 'page that it prepares for')),
    ...atLeast(page, 'acceptance', data.acceptance.length, least.acceptance, 'acceptance tests'),
    ...atLeast(page, 'sources', data.sources.length, 1, 'source'),
    ...empty(
      page,
      'evidence',
      data.evidence.length,
      outline.checklist.length,
      'entries, one for each item of the checklist',
    ),
    ...empty(page, 'rubric', data.rubric.length, outline.rubric.length, 'entries, one for each criterion'),
    ...eachOf(
      page,
      'tools',
      outline.tools,
      data.tools.map(({ item }) => item),
    ),
    ...eachOf(
      page,
      'readings',
      outline.readings,
      data.readings.flatMap(({ item }) => item ?? []),
    ),
    ...(data.plan
      ? eachOf(
          page,
          'plan',
          outline.tasks,
          data.plan.days.flatMap(({ blocks }) => blocks.flatMap(({ task }) => task ?? [])),
        )
      : []),
  ];
}

function eachOf(
  page: CheckedPageOf<'week'>,
  key: string,
  wanted: readonly { id: string; text: string }[],
  given: readonly string[],
): Problem[] {
  return wanted
    .filter(({ id }) => !given.includes(id))
    .map(({ id, text }) =>
      atKey(
        page,
        [key],
        `nothing stands for "${id}" of the outline (“${text}”)`,
        key === 'plan' ? `write a block with task: ${id}` : `add "- item: ${id}"`,
      ),
    );
}

function present(page: CheckedPage, key: string, value: unknown): Problem[] {
  return value === undefined
    ? [atKey(page, [key], `a full ${page.data.kind} has "${key}", this one has not`, 'write it, or say depth: outline')]
    : [];
}

function atLeast(page: CheckedPage, key: string, found: number, wanted: number, what: string): Problem[] {
  return found >= wanted
    ? []
    : [
        atKey(
          page,
          [key],
          `a full ${page.data.kind} has at least ${wanted} ${what}, this one ${found}`,
          'write it, or say depth: outline',
        ),
      ];
}

/** Where there are entries, `sums.ts` says which are missing. */
function empty(page: CheckedPageOf<'week'>, key: string, found: number, wanted: number, what: string): Problem[] {
  return found === 0 ? atLeast(page, key, found, wanted, what) : [];
}

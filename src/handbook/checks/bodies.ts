import type { KitUse } from '../entries.ts';
import { kit } from '../kit.ts';
import { nearest, type Problem } from '../problem.ts';
import { outlineIds, placeableIds } from './page-ids.ts';
import { atLine, type Check, type CheckedPage, type Context, respell } from './context.ts';

/** What bodies are made of: Markdown and the authoring kit, nothing else. */
export const checkBodies: Check = (context) =>
  context.pages.flatMap((page) => [
    ...page.body.components.flatMap((use, index) => component(context, page, use, index)),
    ...images(page),
    ...scripts(page),
    ...fences(page),
    ...page.body.unread.map(({ line, message, cure }) => atLine(page, line, message, cure)),
  ]);

function component(context: Context, page: CheckedPage, use: KitUse, index: number): Problem[] {
  const { name, attributes, within, line } = use;
  const at = (message: string, cure?: string) => atLine(page, line, message, cure);
  const known = kit[name];
  if (!known) {
    if (page.body.imports.some(({ names }) => names.includes(name))) return [];
    if (/^[a-z]/.test(name))
      return [
        at(`<${name}> is raw HTML`, 'write Markdown, or a component of the authoring kit; put code in backticks'),
      ];
    return [
      at(
        `there is no component <${name}> in the authoring kit`,
        respell(name, Object.keys(kit), `there are ${Object.keys(kit).join(', ')}`),
      ),
    ];
  }
  const allowed = [...known.required, ...(known.optional ?? [])];
  const given = Object.keys(attributes);
  return [
    ...known.required
      .filter((key) => !attributes[key]?.trim())
      .map((key) => at(`<${name}> has no ${key}`, `write <${name} ${key}="…">`)),
    ...given
      .filter((key) => !allowed.includes(key))
      .map((key) =>
        at(`<${name}> knows no attribute "${key}"`, respell(key, allowed, `it knows ${allowed.join(', ')}`)),
      ),
    ...Object.entries(known.least ?? {}).flatMap(([key, least]) => {
      const { length } = (attributes[key] ?? '').trim();
      return length === 0 || length >= least
        ? []
        : [
            at(
              `the ${key} of <${name}> has ${length} characters, at least ${least} are needed`,
              'say all that the figure says',
            ),
          ];
    }),
    ...(known.within !== undefined && !within.includes(known.within)
      ? [at(`<${name}> stands outside of <${known.within}>`, `move it into the <${known.within}> it belongs to`)]
      : []),
    ...(known.ending !== undefined && attributes['file'] !== undefined && !attributes['file'].endsWith(known.ending)
      ? [at(`<${name}> draws a file that ends in ${known.ending}, not "${attributes['file']}"`)]
      : []),
    ...(name === 'Exercise' ? exercise(page, use, index) : []),
    ...kitReferences(context, page, use),
  ];
}

function exercise(page: CheckedPage, { attributes: { minutes, id }, line }: KitUse, index: number): Problem[] {
  const after = page.body.components.slice(index + 1);
  const next = after.findIndex(({ name }) => name === 'Exercise');
  const answered = (next < 0 ? after : after.slice(0, next)).some(
    ({ name, within }) => name === 'Answer' && within.includes('Exercise'),
  );
  return [
    ...(answered
      ? []
      : [atLine(page, line, `the exercise "${id ?? ''}" has no <Answer>`, 'write <Answer> … </Answer> at its end')]),
    ...(minutes === undefined || /^[1-9]\d*$/.test(minutes)
      ? []
      : [atLine(page, line, `minutes is "${minutes}", not a number`, 'write minutes={30}')]),
  ];
}

function kitReferences(
  context: Context,
  page: CheckedPage,
  { name, attributes: { id, source }, line }: KitUse,
): Problem[] {
  const { handbook, entries } = context;
  if (name === 'OutlineItem' && id !== undefined) {
    const items = placeableIds(page.data);
    if (items.includes(id)) return [];
    if (outlineIds(page.data).some((item) => item.id === id)) {
      const message = `"${id}" has a place of its own on the page and would stand there twice`;
      return [atLine(page, line, message, 'take the component out, or put a concept, the project or a point of it')];
    }
    return [
      atLine(
        page,
        line,
        `the outline of this page has no item "${id}"`,
        respell(id, items, 'its ids stand under `outline` in the frontmatter'),
      ),
    ];
  }
  if (name === 'EditionNote' && id !== undefined) {
    if (handbook.notes.has(id) || entries.unread?.has(`note:${id}`)) return [];
    return [
      atLine(
        page,
        line,
        `there is no edition note "${id}"`,
        respell(id, handbook.notes.keys(), `write src/content/notes/${id}.yaml`),
      ),
    ];
  }
  if (name === 'Story' && source !== undefined) {
    if (!context.has(`source:${source}`))
      return [
        atLine(
          page,
          line,
          `there is no source "${source}"`,
          respell(source, handbook.sources.keys(), `write src/content/sources/${source}.yaml`),
        ),
      ];
    const listed = 'sources' in page.data && page.data.sources.some((citation) => citation.source === source);
    return listed
      ? []
      : [
          atLine(
            page,
            line,
            `the source "${source}" is cited here but is not among the page's sources`,
            `add "- source: ${source}" to \`sources\``,
          ),
        ];
  }
  return [];
}

function images(page: CheckedPage): Problem[] {
  return page.body.images.flatMap(({ url, alt, line }) => [
    ...(/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)
      ? [
          atLine(
            page,
            line,
            `the image "${url}" is fetched from elsewhere`,
            'put the file beside the page and write ./name.png',
          ),
        ]
      : url.startsWith('/')
        ? [
            atLine(
              page,
              line,
              `the image "${url}" is named from the root, which moves with the base path`,
              'put the file beside the page and write ./name.png',
            ),
          ]
        : []),
    ...(alt.trim() === ''
      ? [atLine(page, line, `the image "${url}" has no text alternative`, 'say between the brackets what it shows')]
      : []),
  ]);
}

function scripts(page: CheckedPage): Problem[] {
  const { imports, scripts } = page.body;
  return [
    ...(page.data.kind === 'page'
      ? []
      : imports.map(({ line }) =>
          atLine(page, line, 'there is an import', 'components of the authoring kit need none'),
        )),
    ...scripts.map(({ text, line }) => {
      const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
      return atLine(
        page,
        line,
        `"${short.replace(/\s+/g, ' ')}" is JavaScript to MDX`,
        'put code in backticks; write a brace of the text as \\{',
      );
    }),
  ];
}

function fences(page: CheckedPage): Problem[] {
  const { kind } = page.data;
  if (kind !== 'week' && kind !== 'module') return [];
  return page.body.fences
    .filter(({ language }) => language !== 'text')
    .map(({ language, line }) =>
      atLine(
        page,
        line,
        language === ''
          ? 'the fenced block has no language'
          : `the fenced block is ${language}, and code on this page has to be a tested file`,
        nearest(language, ['text'])
          ? 'write ```text'
          : 'put it into src/content/artefacts and include it with <Code file="…" />; only ```text is fenced',
      ),
    );
}

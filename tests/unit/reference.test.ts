import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { kit } from '../../src/handbook/kit.ts';
import { cohort } from '../../src/schema/cohort.ts';
import { note } from '../../src/schema/note.ts';
import { pageFile } from '../../src/schema/page.ts';
import { schemaReference } from '../../src/schema/reference.ts';
import { source } from '../../src/schema/source.ts';
import { term } from '../../src/schema/term.ts';
import { tool } from '../../src/schema/tool.ts';
import { inlineStrings } from '../../src/schema/walk.ts';

describe('the reference of the schemas', () => {
  test.each([...pageFile.options, cohort, term, source, tool, note].map((schema, index) => [index, schema] as const))(
    'every key of schema %i has a description',
    (_, schema) => {
      expect(schemaReference(schema).length).toBeGreaterThan(2);
    },
  );

  test('shows keys in the order of the schema, with type and whether they are required', () => {
    const schema = z.strictObject({
      name: z.string().describe('A name.'),
      kind: z.enum(['a', 'b']).optional().describe('A kind.'),
      parts: z
        .array(z.strictObject({ minutes: z.number().int().describe('Minutes.') }))
        .default([])
        .describe('Parts.'),
    });
    expect(schemaReference(schema)).toEqual([
      { key: 'name', type: 'text', required: true, description: 'A name.' },
      { key: 'kind', type: 'one of "a", "b"', required: false, description: 'A kind.' },
      { key: 'parts', type: 'list of entries', required: false, description: 'Parts.' },
      { key: 'parts[].minutes', type: 'whole number', required: true, description: 'Minutes.' },
    ]);
  });

  test('tells ids, inline Markdown, dates and addresses apart', () => {
    const types = Object.fromEntries(schemaReference(source).map(({ key, type }) => [key, type]));
    expect(types).toMatchObject({
      authors: 'list of texts',
      checked: 'date',
      url: 'https address',
      note: 'inline Markdown',
      free: 'true or false',
    });
    expect(schemaReference(term).find(({ key }) => key === 'see')?.type).toBe('list of ids');
  });

  test('refuses a key without a description', () => {
    expect(() => schemaReference(z.strictObject({ name: z.string() }))).toThrow(
      'the key "name" has no description in src/schema',
    );
  });
});

test('strings of inline Markdown are found by their schema', () => {
  expect(inlineStrings(term, { term: 'A', definition: 'B.', home: 'c', aliases: ['d'], see: [] })).toEqual([
    { path: ['definition'], text: 'B.' },
  ]);
  const module = {
    kind: 'module',
    promise: 'P',
    assumes: ['A'],
    selfCheck: [{ id: 'q-a', question: 'Q', answer: 'R' }],
  };
  expect(inlineStrings(pageFile, module).map(({ path }) => path.join('.'))).toEqual([
    'promise',
    'assumes.0',
    'selfCheck.0.question',
    'selfCheck.0.answer',
  ]);
});

test('the check knows the components of the authoring kit, and no others', () => {
  const registry = readFileSync('src/components/kit/registry.ts', 'utf8');
  const registered = [...registry.matchAll(/^ {2}([A-Z]\w+),$/gm)].map(([, name]) => name);
  expect(Object.keys(kit).sort()).toEqual(registered.sort());
  const files = readdirSync('src/components/kit');
  for (const name of Object.keys(kit)) expect(files).toContain(`${name}.astro`);
});

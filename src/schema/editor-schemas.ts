import { z } from 'zod';
import { announcements } from './announcement.ts';
import { cohort } from './cohort.ts';
import { note } from './note.ts';
import { source } from './source.ts';
import { term } from './term.ts';
import { tool } from './tool.ts';

const schemas = { settings: cohort, announcements, term, source, tool, note };

/** JSON Schemas (2020-12) by which editors complete and check the YAML files, by name, as text. */
export function editorSchemas(): [name: string, text: string][] {
  return Object.entries(schemas).map(([name, schema]) => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return [name, `${JSON.stringify(json, undefined, 2)}\n`];
  });
}

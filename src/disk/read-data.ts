import type { z } from 'zod';
import { atKey } from '../handbook/checks/context.ts';
import type { Locate } from '../handbook/entries.ts';
import { blockIn } from '../markdown/inline.ts';
import { inlineStrings, type Schema } from '../schema/walk.ts';
import type { Problem } from '../handbook/problem.ts';
import { type Read, readText } from './read-text.ts';
import { readYaml } from './read-yaml.ts';
import { schemaProblems } from './schema-problems.ts';

/** A schema that gives a value of a type. */
export type DataSchema<Data> = z.ZodType<Data>;

/**
 * Reads a YAML file and checks it against its schema.
 * @param path where it is; @param file what it is called in messages
 */
export function readData<Data>(
  path: string,
  file: string,
  schema: DataSchema<Data>,
): Read<{ data: Data; locate: Locate }> {
  const text = readText(path, file);
  return text.value === undefined ? text : checkData(text.value, 1, file, schema);
}

/**
 * Parses YAML and checks it against a schema; inline Markdown may hold no blocks.
 * @param firstLine line of the file on which the YAML begins, 1-based
 */
export function checkData<Data>(
  yamlText: string,
  firstLine: number,
  file: string,
  schema: DataSchema<Data>,
): Read<{ data: Data; locate: Locate }> {
  const yaml = readYaml(yamlText, file, firstLine);
  if (yaml.value === undefined) return yaml;
  const { data = {}, locate, sourceOf } = yaml.value;
  const found = data ?? {};
  const result = schema.safeParse(found);
  if (!result.success) return { problems: schemaProblems(result.error.issues, schema, found, file, locate, sourceOf) };
  const problems = blocksIn(schema, result.data, file, locate);
  return problems.length > 0 ? { problems } : { value: { data: result.data, locate }, problems };
}

function blocksIn(schema: Schema, data: unknown, file: string, locate: Locate): Problem[] {
  return inlineStrings(schema, data).flatMap(({ path, text }) => {
    const block = blockIn(text);
    return block === undefined
      ? []
      : [
          atKey(
            { file, locate },
            path,
            `expected inline Markdown, found a ${block}`,
            'take the sign at its beginning out, or write \\ before it',
          ),
        ];
  });
}

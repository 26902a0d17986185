import { z } from 'zod';
import type { KeyPath, Locate } from '../handbook/entries.ts';
import { nearest, type Problem } from '../handbook/problem.ts';
import { keyOf } from '../handbook/checks/context.ts';
import { objectFor, type Schema, schemaAt, valueAt } from '../schema/walk.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, as problems with place, what was found, what is allowed and the nearest valid spelling. */
export function schemaProblems(
  issues: readonly Issue[],
  schema: Schema,
  data: unknown,
  file: string,
  locate: Locate,
  sourceOf: (path: KeyPath) => string | undefined = () => undefined,
): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file,
        line: locate([...path, key]),
        key: keyOf([...path, key]),
        ...unknownKey(key, schema, data, path),
      }));
    }
    return [
      {
        file,
        line: locate(path),
        key: keyOf(path),
        ...explain(issue, valueAt(data, path), schema, data, path, sourceOf(path)),
      },
    ];
  });
}

type Said = Pick<Problem, 'message' | 'cure'>;

function unknownKey(key: string, schema: Schema, data: unknown, path: readonly (string | number)[]): Said {
  const inner = schemaAt(schema, data, path);
  const shape = (inner && objectFor(inner, valueAt(data, path))?.shape) ?? {};
  const keys = Object.keys(shape);
  const near = nearest(key, keys);
  return {
    message: `there is no key "${key}" here`,
    cure: near ? `did you mean "${near}"?` : `allowed are ${keys.join(', ')}`,
  };
}

function explain(
  issue: Issue,
  found: unknown,
  schema: Schema,
  data: unknown,
  path: readonly (string | number)[],
  source?: string,
): Said {
  const name = path.at(-1) ?? 'the file';
  if (found === undefined && typeof name === 'string') {
    const expected = issue.code === 'invalid_union' ? discriminators(schema) : allowedValues(issue);
    const what = schemaDescription(schema, data, path);
    const allowed = expected.length > 0 ? `write one of ${expected.join(', ')}` : undefined;
    return { message: `"${name}" is missing`, cure: allowed ?? (what && `write it: ${what}`) };
  }
  switch (issue.code) {
    case 'invalid_type':
      return {
        message: `expected ${article(issue.expected)}, found ${show(found)}`,
        cure: typeCure(issue.expected, found, source),
      };
    case 'invalid_value':
    case 'invalid_union': {
      const allowed = allowedValues(issue).length > 0 ? allowedValues(issue) : discriminators(schema);
      const near = nearest(String(found), allowed);
      return {
        message: `found ${show(found)}; allowed ${allowed.length === 1 ? 'is' : 'are'} ${allowed.join(', ')}`,
        cure: near && `did you mean "${near}"?`,
      };
    }
    case 'too_small':
    case 'too_big':
      return size(issue, found);
    default:
      return { message: `found ${show(found)}: ${issue.message.replace(/^Invalid input: /, '')}` };
  }
}

function size(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, found: unknown): Said {
  const least = issue.code === 'too_small';
  const limit = Number(least ? issue.minimum : issue.maximum);
  const bound = issue.inclusive === false ? (least ? 'more than' : 'less than') : least ? 'at least' : 'at most';
  if (issue.origin === 'string')
    return least && limit === 1
      ? { message: 'there is nothing here', cure: 'write it, or take the key out' }
      : { message: `expected ${bound} ${limit} characters, found ${show(found)}` };
  if (issue.origin === 'array')
    return {
      message: `expected ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}, found ${Array.isArray(found) ? found.length : show(found)}`,
    };
  return { message: `expected ${bound} ${limit}, found ${show(found)}` };
}

function allowedValues(issue: Issue): string[] {
  return issue.code === 'invalid_value' ? issue.values.map(String) : [];
}

/** The tags of a discriminated union, such as the kinds of page. */
function discriminators(schema: Schema): string[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return [];
  return schema.options.flatMap((option) => {
    const tag = option instanceof z.ZodObject ? option.shape[schema.def.discriminator] : undefined;
    return tag instanceof z.ZodLiteral ? [String(tag.value)] : [];
  });
}

function schemaDescription(schema: Schema, data: unknown, path: readonly (string | number)[]): string | undefined {
  const parent = schemaAt(schema, data, path.slice(0, -1));
  const part: unknown = parent && objectFor(parent, valueAt(data, path.slice(0, -1)))?.shape[String(path.at(-1))];
  return part instanceof z.ZodType ? part.description : undefined;
}

function typeCure(expected: string, found: unknown, source: string | undefined): string | undefined {
  if (found === null) return 'write a value behind the colon, or take the key out';
  if (expected === 'string' && ['number', 'boolean'].includes(typeof found))
    return `put it in quotes: "${source ?? String(found)}"`;
  if (expected === 'string' && typeof found === 'object') return 'put the whole value between double quotes';
  if (expected === 'array') return 'write a list: one line for each entry, beginning with "- "';
  if ((expected === 'number' || expected === 'int') && typeof found === 'string')
    return 'write the number without quotes and unit';
  return undefined;
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'keys with values',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

function article(expected: string): string {
  return names[expected] ?? expected;
}

function show(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys with values';
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`;
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}

import type { z } from 'zod';

/** What stands at a path of a parsed value, for an error message; undefined when nothing does. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/**
 * The issues of a failed parse, one line each: the key, what is wrong with it, what was found.
 *
 * @param error of zod's safeParse
 * @param input what was parsed
 */
export function issueLines(error: z.ZodError, input: unknown): string[] {
  return error.issues.map((issue) => {
    const found = valueAt(input, issue.path);
    const isLeaf = found === null || (typeof found !== 'object' && found !== undefined);
    const key = issue.path.length > 0 ? issue.path.join('.') : '(top level)';
    return `${key}: ${issue.message}${isLeaf ? `; found ${JSON.stringify(found)}` : ''}`;
  });
}

/**
 * A diagram's spec, checked against its schema.
 *
 * @param file named in the error
 * @throws when the spec does not fit, with one line for every wrong key
 */
export function checkSpec<Schema extends z.ZodType>(schema: Schema, raw: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new Error(
    [`${file}: the spec of this diagram is wrong:`, ...issueLines(result.error, raw).map((line) => `  ${line}`)].join(
      '\n',
    ),
  );
}

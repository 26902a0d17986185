import { z } from 'zod';

/** Any schema, as zod's own parts refer to each other. */
export type Schema = z.core.$ZodType;

/** A string that stands somewhere in a value, with the keys and indexes that lead to it. */
export interface PlacedString {
  path: readonly (string | number)[];
  text: string;
}

/** The schema below `optional` and `default`. */
export function unwrap(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  return schema;
}

/**
 * The object schema that a value is meant for: of a union, the option whose discriminator (such as
 * `kind`) the value carries. Undefined where the schema is no object.
 */
export function objectFor(schema: Schema, value: unknown): z.ZodObject | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const name = inner.def.discriminator;
  const given = isRecord(value) ? value[name] : undefined;
  return inner.options
    .filter((option) => option instanceof z.ZodObject)
    .find((option) => {
      const tag: unknown = option.shape[name];
      return tag instanceof z.ZodLiteral && tag.value === given;
    });
}

/** The schema of what stands at a path of a value; undefined where the path leads to nothing known. */
export function schemaAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): Schema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return unwrap(schema);
  const inner = unwrap(schema);
  const next = inner instanceof z.ZodArray ? inner.element : objectFor(inner, value)?.shape[String(key)];
  return next && schemaAt(next, valueAt(value, [key]), rest);
}

/** What stands at a path of a value, or undefined. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isRecord(inner) ? inner[String(key)] : undefined;
  }, value);
}

/** All strings of a value whose schema is `inline` Markdown (see `text.ts`), in the order of the schema. */
export function inlineStrings(schema: Schema, value: unknown, path: PlacedString['path'] = []): PlacedString[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodString) {
    const markdown = z.globalRegistry.get(inner)?.['contentMediaType'] === 'text/markdown';
    return markdown && typeof value === 'string' ? [{ path, text: value }] : [];
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => inlineStrings(inner.element, item, [...path, index]));
  }
  const shape = objectFor(inner, value)?.shape ?? {};
  return Object.entries(shape).flatMap(([key, part]) => inlineStrings(part, valueAt(value, [key]), [...path, key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

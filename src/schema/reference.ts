import { z } from 'zod';

/** One key of a file's frontmatter or data, as the authors' reference shows it. */
export interface ReferenceRow {
  /** With the keys around it: `selfCheck[].answer`. */
  key: string;
  /** In words: `text`, `one of "a", "b"`, `list of ids`. */
  type: string;
  required: boolean;
  description: string;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The keys that a schema allows, in its order, those of nested objects after their parent.
 * @throws Error naming a key without a description
 */
export function schemaReference(schema: z.ZodType): ReferenceRow[] {
  return rows(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '');
}

function rows(schema: JsonSchema, parent: string): ReferenceRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const key = parent + name;
    const { inner, suffix } = content(property);
    if (property.description === undefined) throw new Error(`the key "${key}" has no description in src/schema`);
    const row = {
      key,
      type: typeOf(property),
      required: schema.required?.includes(name) ?? false,
      description: property.description,
    };
    return [row, ...rows(inner, `${key}${suffix}.`)];
  });
}

/** What stands in a list, and `[]` for each list around it. */
function content(schema: JsonSchema): { inner: JsonSchema; suffix: string } {
  const { items } = schema;
  if (typeof items !== 'object' || Array.isArray(items)) return { inner: schema, suffix: '' };
  const { inner, suffix } = content(items);
  return { inner, suffix: `[]${suffix}` };
}

const formats: Readonly<Record<string, string>> = { date: 'date', uri: 'https address' };

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.enum) return `one of ${schema.enum.map((value) => `"${String(value)}"`).join(', ')}`;
  switch (schema.type) {
    case 'array':
      return `list of ${typeof schema.items === 'object' && !Array.isArray(schema.items) ? plural(typeOf(schema.items)) : 'values'}`;
    case 'object':
      return 'keys';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return 'true or false';
    case 'string':
      if (schema.contentMediaType === 'text/markdown') return 'inline Markdown';
      return (schema.format && formats[schema.format]) ?? (schema.pattern?.startsWith('^[a-z0-9]+(') ? 'id' : 'text');
    default:
      return String(schema.type ?? 'value');
  }
}

function plural(type: string): string {
  return (
    {
      id: 'ids',
      text: 'texts',
      keys: 'entries',
      'inline Markdown': 'inline Markdown',
      'whole number': 'whole numbers',
    }[type] ?? type
  );
}

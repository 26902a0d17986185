import { z } from 'zod';
import { issueLines } from '../../diagrams/check-spec.ts';

/** Plain text in an attribute: it ends up in HTML attributes, titles and feeds. */
export const plain = z.string().trim().min(1);

/** Ids written in the content: kind, hyphen, name. */
export const idOf = (kind: string) =>
  z.string().regex(new RegExp(`^${kind}-[a-z0-9]+(-[a-z0-9]+)*$`), `an id such as "${kind}-burn-rate"`);

/** A file of src/content/artefacts: page id, slash, name. */
export const file = z
  .string()
  .regex(/^[a-z0-9-]+\/[\w./-]+$/, 'a path under src/content/artefacts, such as "alerting-quality/burn-rate.ts"');

/** What every figure takes; `number` is filled in by remark-figures. */
export const figureProps = z.strictObject({
  id: idOf('fig'),
  file,
  title: plain,
  caption: plain,
  alt: plain.min(20, 'what the figure says, for somebody who cannot see it, in at least 20 characters'),
  number: z.string().default('?'),
});

/**
 * The props an author gave to a kit component, checked.
 *
 * @throws naming page, component, prop, what was found and what is allowed
 */
export function kitProps<Schema extends z.ZodObject>(
  component: string,
  schema: Schema,
  props: unknown,
  locals: Partial<App.Locals>,
): z.output<Schema> {
  const result = schema.safeParse(props);
  if (result.success) return result.data;
  const page = locals.page?.file ?? 'a page';
  const allowed = Object.keys(schema.shape).filter((key) => key !== 'number');
  throw new Error(
    [
      `${page}: <${component}> has wrong props:`,
      ...issueLines(result.error, props).map((line) => `  ${line}`),
      `  its props are: ${allowed.join(', ') || 'none'}`,
    ].join('\n'),
  );
}

/** An error of a kit component, with the page it stands on. */
export function kitError(component: string, locals: Partial<App.Locals>, message: string): Error {
  return new Error(`${locals.page?.file ?? 'a page'}: <${component}> ${message}`);
}

/**
 * What an author writes in `x.sequence.yaml` for `<Sequence>`: who sends what to whom, top down.
 *
 * ```yaml
 * actors:
 *   - { id: client, label: Client }
 *   - { id: api, label: Order API }
 *   - { id: db, label: Database }
 * steps:
 *   - { from: client, to: api, text: "POST /orders, key 7f3a" }
 *   - { activate: api }
 *   - { from: api, to: db, text: insert order }
 *   - { from: db, to: api, text: ok, kind: reply }
 *   - { from: api, to: client, text: "201 Created", kind: lost }   # never arrives
 *   - { deactivate: api }
 *   - { timeout: "2 s pass, no answer", at: client }
 *   - { note: the order exists; the client does not know, over: [client, api] }
 *   - alt:
 *       - when: key already stored
 *         steps:
 *           - { from: api, to: client, text: "201, stored answer", kind: reply }
 *       - when: key unknown
 *         steps:
 *           - { from: api, to: db, text: insert order }
 *   - loop: at most 3 times
 *     steps:
 *       - { from: client, to: api, text: retry }
 * ```
 *
 * A step is one of: a message (`from`, `to`, `text`, `kind`: call by default, reply, async or lost;
 * `to` equal to `from` is a call to itself), `note`, `timeout`, `activate`, `deactivate`, `alt`, `loop`.
 * Up to four actors fit a phone; five or six make the figure scroll sideways there.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9-]+$/, 'an id: a–z, 0–9 and hyphens');
const text = z.string().min(1).max(120);

const actor = z.strictObject({ id, label: z.string().min(1).max(30) });
export type SequenceActor = z.infer<typeof actor>;

const message = z.strictObject({
  from: id,
  to: id,
  text,
  kind: z.enum(['call', 'reply', 'async', 'lost']).default('call'),
});
const note = z.strictObject({ note: text, over: z.union([id, z.array(id).min(1).max(2)]) });
const timeout = z.strictObject({ timeout: text, at: id });
const activate = z.strictObject({ activate: id });
const deactivate = z.strictObject({ deactivate: id });

export type SequenceStep =
  | z.infer<typeof message>
  | z.infer<typeof note>
  | z.infer<typeof timeout>
  | z.infer<typeof activate>
  | z.infer<typeof deactivate>
  | { alt: { when: string; steps: SequenceStep[] }[] }
  | { loop: string; steps: SequenceStep[] };

/** The key that tells a step's kind, and the schema of that kind: one clear error instead of seven. */
const shapes: Record<string, z.ZodType<SequenceStep>> = {
  from: message,
  note,
  timeout,
  activate,
  deactivate,
  alt: z.strictObject({
    alt: z
      .array(z.strictObject({ when: text, steps: z.lazy(() => z.array(step).min(1)) }))
      .min(1)
      .max(4),
  }),
  loop: z.strictObject({ loop: text, steps: z.lazy(() => z.array(step).min(1)) }),
};

const step: z.ZodType<SequenceStep> = z.record(z.string(), z.unknown()).transform((raw, context): SequenceStep => {
  const key = Object.keys(shapes).find((name) => name in raw);
  const shape = key === undefined ? undefined : shapes[key];
  if (shape === undefined) {
    context.issues.push({
      code: 'custom',
      message: `a step has one of: ${Object.keys(shapes).join(', ')}; found ${Object.keys(raw).join(', ') || 'nothing'}`,
      input: raw,
    });
    return z.NEVER;
  }
  const result = shape.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    context.issues.push({ code: 'custom', path: issue.path, message: issue.message, input: raw });
  }
  return z.NEVER;
});

export const sequenceSpec = z.strictObject({
  actors: z.array(actor).min(2).max(6),
  steps: z.array(step).min(1).max(60),
});
export type SequenceSpec = z.infer<typeof sequenceSpec>;

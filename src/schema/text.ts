import { z } from 'zod';

/** An id that is written in the content: lower case, digits, single hyphens. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens, such as "burn-rate"');

/** Plain text that ends up in `<title>`, attributes and feeds: never HTML. */
export const plain = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !/[<>]/.test(text.replace(/ [<>] /g, ' ')), 'expected plain text without HTML');

/** One or a few sentences of Markdown without blocks: emphasis, code and links of the content graph. */
export const inline = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !/<[a-z/!]/i.test(text.replace(/`[^`]*`/g, '')), 'expected inline Markdown without HTML')
  .meta({ contentMediaType: 'text/markdown' });

/** A calendar date as `YYYY-MM-DD`; YAML timestamps are refused so that no time zone can move it. */
export const day = z.iso.date('expected a date such as 2026-11-21');

/** An https address outside the handbook. */
export const url = z.url({ protocol: /^https$/, error: 'expected an https:// address' });

/** Minutes of work. */
export const minutes = z.number().int().positive().max(6000);

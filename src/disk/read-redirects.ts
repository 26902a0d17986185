import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Redirects, redirects } from '../schema/redirect.ts';

/**
 * The pages that have moved, from `src/content/redirects.yaml`; none where there is no such file.
 * @throws Error naming the entry that is no path, or that leads to a page that has moved itself
 */
export function readRedirects(file: URL = new URL('../content/redirects.yaml', import.meta.url)): Redirects {
  if (!existsSync(file)) return {};
  const result = redirects.safeParse(parse(readFileSync(file, 'utf8')) ?? {});
  if (!result.success) throw new Error(`src/content/redirects.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}

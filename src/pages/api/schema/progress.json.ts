import type { APIRoute } from 'astro';
import { z } from 'zod';
import { publishedAt } from '../../../handbook/published.ts';
import { progressFile } from '../../../schema/progress.ts';

/** The published JSON Schema (2020-12) of an exported learner's progress. */
export const GET: APIRoute = ({ site }) =>
  Response.json({
    $id: publishedAt(site, import.meta.env.BASE_URL)('/api/schema/progress.json'),
    ...z.toJSONSchema(progressFile),
  });

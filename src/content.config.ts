import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'zod';
import { cohort } from './schema/cohort.ts';
import { note } from './schema/note.ts';
import { pageSchema } from './schema/page.ts';
import { phrase } from './schema/phrase.ts';
import { source } from './schema/source.ts';
import { term } from './schema/term.ts';
import { tool } from './schema/tool.ts';

const yaml = (base: string, pattern = '*.yaml') => glob({ base, pattern });

/** Astro's YAML parser makes a `Date` of `2026-11-21`; the schemas keep calendar dates as text. */
const datesAsText = (data: unknown) =>
  Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      value instanceof Date ? value.toISOString().slice(0, 10) : value,
    ]),
  );

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: pageSchema }) }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  terms: defineCollection({ loader: yaml('src/content/terms'), schema: term }),
  sources: defineCollection({ loader: yaml('src/content/sources'), schema: z.preprocess(datesAsText, source) }),
  tools: defineCollection({ loader: yaml('src/content/tools'), schema: tool }),
  notes: defineCollection({ loader: yaml('src/content/notes'), schema: note }),
  phrases: defineCollection({ loader: yaml('src/content/phrases'), schema: phrase }),
  cohort: defineCollection({ loader: yaml('src/cohort', 'settings.yaml'), schema: cohort }),
};

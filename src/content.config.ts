import { i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'zod';
import { unpublishedFiles } from './disk/unpublished-files.ts';

/**
 * The pages that Astro renders. Their frontmatter is not checked here: `src/disk` reads it for the check, the build
 * and the development server alike, with line and cure. Data files are no collections for the same reason.
 */
const textOf = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''));
const lenient = (page: unknown) => {
  const { title, description, ...rest } = z.looseObject({}).parse(page ?? {});
  return { ...rest, title: textOf(title) || 'Untitled', description: textOf(description) };
};

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: 'src',
      pattern: [
        'content/docs/**/[^_]*.mdx',
        'cohort/pages/**/[^_]*.mdx',
        ...unpublishedFiles(process.cwd()).map((file) => `!${file.replace(/^src\//, '')}`),
      ],
      generateId: ({ entry }) =>
        entry
          .replace(/^(content\/docs|cohort\/pages)\//, '')
          .replace(/\.mdx$/, '')
          .replace(/\/index$/, ''),
    }),
    schema: (context) => z.preprocess(lenient, docsSchema({ extend: z.looseObject({}) })(context)),
  }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};

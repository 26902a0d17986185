// @ts-check
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { siteAddress } from './src/build/site-address.ts';
import { readCohort } from './src/disk/read-cohort.ts';
import { remarkPlugins, rehypePlugins } from './src/markdown/plugins.ts';

const { site, base } = siteAddress(process.env);
const { name, description, language } = readCohort();
const override = (/** @type {string} */ component) => `./src/components/overrides/${component}.astro`;

export default defineConfig({
  ...(site && { site }),
  base,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  vite: { build: { cssCodeSplit: false } },
  markdown: { syntaxHighlight: false, processor: unified({ remarkPlugins, rehypePlugins }) },
  integrations: [
    starlight({
      title: name,
      description,
      locales: { root: { label: language, lang: language } },
      routeMiddleware: './src/route-data.ts',
      customCss: ['./src/styles/index.css'],
      expressiveCode: false,
      pagefind: false,
      credits: false,
      sidebar: [],
      components: {},
    }),
    mdx(),
  ],
});

// @ts-check
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { bareStarlight } from './src/build/bare-starlight.ts';
import { checkContent } from './src/build/check-content.ts';
import { finishHtml } from './src/build/finish-html.ts';
import { hostFiles } from './src/build/host-files.ts';
import { inlineScripts } from './src/build/inline-scripts.ts';
import { markdownMirror } from './src/build/markdown-mirror.ts';
import { redirectPages } from './src/build/redirect-pages.ts';
import { withoutNoise } from './src/build/build-noise.ts';
import { searchIndex } from './src/build/search-index.ts';
import { overrideSections } from './src/build/override-sections.ts';
import { serviceWorker } from './src/build/bundle-worker.ts';
import { siteAddress } from './src/build/site-address.ts';
import { readCohort } from './src/disk/read-cohort.ts';
import { readRedirects } from './src/disk/read-redirects.ts';
import { remarkPlugins, rehypePlugins } from './src/markdown/plugins.ts';

const { site, base } = siteAddress(process.env);
const cohort = readCohort();
const { name, description, language } = cohort;
const override = (/** @type {string} */ component) => `./src/components/overrides/${component}.astro`;
const replaced = [
  'Banner',
  'Footer',
  'Head',
  'Header',
  'MarkdownContent',
  'PageFrame',
  'PageTitle',
  'SkipLink',
  'ThemeProvider',
  'TwoColumnContent',
];
const unused = ['DraftContentNotice', 'FallbackContentNotice', 'Hero', 'PageSidebar', 'Sidebar'];

export default defineConfig({
  ...(site && { site }),
  base,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  vite: {
    build: { cssCodeSplit: false, rolldownOptions: { onLog: withoutNoise } },
    plugins: [bareStarlight(), overrideSections()],
  },
  markdown: { syntaxHighlight: false, processor: unified({ remarkPlugins, rehypePlugins, smartypants: false }) },
  integrations: [
    checkContent(),
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
      disable404Route: true,
      markdown: { headingLinks: false },
      components: {
        ...Object.fromEntries(replaced.map((component) => [component, override(component)])),
        ...Object.fromEntries(unused.map((component) => [component, override('Nothing')])),
        ContentPanel: override('Contents'),
      },
    }),
    mdx(),
    markdownMirror({ site, base, cohort }),
    redirectPages({ redirects: readRedirects(), site, base, language }),
    searchIndex(),
    finishHtml({ base, inlineScripts: inlineScripts() }),
    hostFiles({ site, base }),
    serviceWorker({ base, on: cohort.offline }),
  ],
});

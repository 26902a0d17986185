import type { RehypePlugins, RemarkPlugins } from '@astrojs/markdown-remark';
import { rehypeCode } from './rehype-code.ts';
import { rehypeTables } from './rehype-tables.ts';
import { remarkFigures } from './remark-figures.ts';
import { remarkKit } from './remark-kit.ts';

/** Markdown plugins of the site, in the order they run. */
export const remarkPlugins: RemarkPlugins = [remarkKit, remarkFigures];
export const rehypePlugins: RehypePlugins = [rehypeCode, rehypeTables];

import type { PluggableList } from 'unified';

/** Markdown plugins of the site, in the order they run. */
export const remarkPlugins: PluggableList = [];
export const rehypePlugins: PluggableList = [];

import type { Plugin } from 'vite';

/** The style sheets that Starlight's page puts into every build, whatever replaces its components. */
const sheets = /@astrojs\/starlight\/dist\/style\/(props|reset|asides|util|print|anchor-links|markdown)\.css(\?|$)/;

/**
 * Empties Starlight's own style sheets: the handbook brings all of its look, and 20 kB of unused rules
 * would come first on every page. Starlight has no option for it.
 */
export function ownStyles(): Plugin {
  return {
    name: 'handbook:own-styles',
    enforce: 'pre',
    load: (id) => (sheets.test(id) && !id.includes('url') ? '' : undefined),
  };
}

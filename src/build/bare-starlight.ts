import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What Starlight's page brings into every build, whatever replaces its components. */
const unused =
  /@astrojs\/starlight\/dist\/(style\/(props|reset|asides|util|anchor-links|markdown)\.css|components-internals\/SidebarPersistState)/;

/**
 * Leaves out Starlight's own style sheets and the script of its sidebar, and puts the handbook's print.css
 * where Starlight links its own. The handbook brings all of its look; unused, these were 20 kB of rules and
 * a script on every page, and Starlight has no option for them.
 */
export function bareStarlight(): Plugin {
  const print = fileURLToPath(new URL('../styles/print.css', import.meta.url));
  return {
    name: 'handbook:bare-starlight',
    enforce: 'pre',
    resolveId: (source) => (/^\.\.\/style\/print\.css\?/.test(source) ? `${print}?url&no-inline` : undefined),
    load: (id) => (unused.test(id) ? '' : undefined),
  };
}

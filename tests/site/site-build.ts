import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A finished build on disk. */
export interface SiteBuild {
  /** Folder of the finished site. */
  folder: string;
  /** Path with slashes at both ends that it was built for. */
  base: string;
  /** Origin that it was built for. */
  site: string;
  /** File with everything the build printed. */
  log: string;
}

/** What to build, and as what. */
interface BuildOrder {
  /** Folder of the tree. */
  tree: string;
  /** Folder the site goes to. */
  folder: string;
  /** Full address of the site, with the base path. */
  url: string;
  /** More of the environment. */
  env?: Record<string, string>;
}

/**
 * Builds the site the way `npm run build` does, keeping what it prints.
 * @throws Error with the end of the output when the build fails
 */
export async function buildSite({ tree, folder, url, env = {} }: BuildOrder): Promise<SiteBuild> {
  const args = [join(tree, 'scripts/run-tool.mjs'), 'astro', 'build', '--outDir', folder];
  const { code, output } = await run(args, tree, {
    ...outside(),
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    ...env,
    SITE_URL: url,
  });
  const log = `${folder}.log`;
  writeFileSync(log, output);
  if (code !== 0) throw new Error(`The build for ${url} failed:\n${output.split('\n').slice(-40).join('\n')}`);
  const { origin, pathname } = new URL(url);
  return { folder, base: pathname, site: origin, log };
}

/** The environment without what Vitest and hosts put there: a build must not notice where it runs. */
function outside(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$|TEST$|GITHUB_|NETLIFY|CF_PAGES|URL$)/.test(name),
    ),
  );
}

function run(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { checkContent as findProblems } from '../disk/check-content.ts';
import { formatProblems } from '../handbook/problem.ts';

/**
 * Checks the whole content before anything is built, so that a mistake stops the build with one report,
 * status 1, and leaves what was published before as it is. In development it reports at the start and after every
 * change, and goes on.
 */
export function checkContent(): AstroIntegration {
  let root: string;
  return {
    name: 'check-content',
    hooks: {
      'astro:config:setup': async ({ config, command }) => {
        root = fileURLToPath(config.root);
        if (command !== 'build') return;
        const { problems } = await findProblems(root);
        if (problems.length === 0) return;
        // Thrown, it would be announced as an unhandled error of this hook.
        console.error(formatProblems(problems));
        process.exit(1);
      },
      'astro:server:start': ({ logger }) => report(root, logger),
      'astro:server:setup': ({ server, logger }) => {
        const recheck = (path: string) => {
          if (/[\\/]src[\\/](content|cohort)[\\/]/.test(path)) void report(root, logger);
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, recheck);
      },
    },
  };
}

async function report(root: string, logger: AstroIntegrationLogger): Promise<void> {
  const { problems, pages } = await findProblems(root);
  if (problems.length > 0) logger.error(formatProblems(problems));
  else logger.info(`the content is sound: ${pages} pages`);
}

import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { checkContent as findProblems } from '../disk/check-content.ts';
import { formatProblems } from '../handbook/problem.ts';

/** Read by `src/load.ts`: each change of the content makes another handbook. */
const revisionKey = Symbol.for('handbook.revision');

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
      'astro:config:setup': async ({ config, command, logger }) => {
        root = fileURLToPath(config.root);
        if (command !== 'build') return;
        const { problems, stale } = await findProblems(root);
        if (stale.length > 0) logger.warn(formatProblems(stale));
        if (problems.length === 0) return;
        // Thrown, it would be announced as an unhandled error of this hook.
        console.error(formatProblems(problems));
        process.exit(1);
      },
      'astro:server:start': ({ logger }) => report(root, logger),
      'astro:server:setup': ({ server, logger }) => {
        let waiting: ReturnType<typeof setTimeout> | undefined;
        const recheck = (path: string) => {
          if (!/[\\/]src[\\/](content|cohort)[\\/]/.test(path)) return;
          Reflect.set(globalThis, revisionKey, Number(Reflect.get(globalThis, revisionKey) ?? 0) + 1);
          clearTimeout(waiting);
          // An editor writes several times for one save.
          waiting = setTimeout(() => {
            server.ws.send({ type: 'full-reload' });
            void report(root, logger);
          }, 50);
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, recheck);
      },
    },
  };
}

async function report(root: string, logger: AstroIntegrationLogger): Promise<void> {
  const { problems, stale, pages } = await findProblems(root);
  if (stale.length > 0) logger.warn(formatProblems(stale));
  if (problems.length > 0) logger.error(formatProblems(problems));
  else logger.info(`the content has no problems: ${pages} pages`);
}

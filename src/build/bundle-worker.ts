import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What the worker is told. */
interface WorkerOptions {
  /** Path with slashes at both ends that the site stands under. */
  base: string;
  /** Whether pages are kept for reading without a network. False publishes a worker that removes itself. */
  on: boolean;
}

const source = fileURLToPath(new URL('../browser/worker/service-worker.ts', import.meta.url));

/** Pages that the desk needs, and the one that stands for those that were never read. */
const pages = ['', 'progress/', 'review/', 'search/', 'offline/'];
/** What they are made of and what the search needs to answer; further parts of the index come as they are asked for. */
const files = [
  '_astro/*.{css,js}',
  '_astro/*-latin-wght-{normal,italic}.*.woff2',
  'pagefind/*.{json,js,pagefind,pf_meta}',
  'progress/*.json',
  'review/*.json',
  'manifest.webmanifest',
  'favicon.svg',
];

/**
 * Publishes the service worker as `sw.js` below the base path, because a worker reaches only what lies below
 * itself. Its text begins with the release: a hash of every file, so that a change anywhere is an update.
 */
export function serviceWorker({ base, on }: WorkerOptions): AstroIntegration {
  let built = '';
  return {
    name: 'service-worker',
    hooks: {
      'astro:config:setup': ({ updateConfig, command }) => {
        if (command !== 'build') return;
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'service-worker:chunk',
                apply: 'build',
                applyToEnvironment: ({ name }) => name === 'client',
                buildStart() {
                  this.emitFile({ type: 'chunk', id: source, name: 'service-worker' });
                },
                generateBundle(_options, bundle) {
                  const chunk = Object.values(bundle).find(
                    (part) => 'facadeModuleId' in part && part.facadeModuleId === source,
                  );
                  if (chunk) built = chunk.fileName;
                },
              },
            ],
          },
        });
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const text = readFileSync(join(folder, built), 'utf8');
        rmSync(join(folder, built));
        const shell = [
          ...pages,
          ...globSync(files, { cwd: folder })
            .map((file) => file.replaceAll('\\', '/'))
            .sort(),
        ];
        const release = releaseOf(folder);
        writeFileSync(
          join(folder, 'sw.js'),
          `self.handbookRelease=${JSON.stringify({ base, release, on, shell })};\n${text}`,
        );
        logger.info(on ? `release ${release}, ${shell.length} files kept from the first visit on` : 'turned off');
      },
    },
  };
}

/** Sixteen hexadecimal digits of the hash of every file of a folder and its name. */
function releaseOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of globSync('**', { cwd: folder }).sort()) {
    const path = join(folder, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

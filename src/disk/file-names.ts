import type { Problem } from '../handbook/problem.ts';

const images = /\.(png|jpe?g|svg|webp|avif|gif)$/;

/** Files of a collection: which to read, and what is wrong with the names of the others. */
export interface NamedFiles {
  /** Paths below the folder. */
  files: readonly string[];
  problems: readonly Problem[];
}

/** Pages: `.mdx` files with lower-case names in lower-case folders; images may stand beside them. */
export function pageFiles(paths: readonly string[], folder: string): NamedFiles {
  return sort(paths, folder, '.mdx', (path) => images.test(path));
}

/** Data files: `.yaml`, directly in their folder, named by their id. */
export function dataFiles(paths: readonly string[], folder: string): NamedFiles {
  return sort(paths, folder, '.yaml', () => false);
}

function sort(
  paths: readonly string[],
  folder: string,
  ending: string,
  besides: (path: string) => boolean,
): NamedFiles {
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  const files = paths.filter((path) => {
    const file = `${folder}/${path}`;
    const say = (message: string, cure: string) => {
      problems.push({ file, message, cure });
      return false;
    };
    const wanted = path
      .replace(/\.(mdx?|markdown|ya?ml)$/i, ending)
      .toLowerCase()
      .replace(/[^a-z0-9./]+/g, '-');
    if (besides(path)) return false;
    if (!wanted.endsWith(ending))
      return say(
        'this file does not belong here',
        `here stand ${ending} files; runnable files stand in src/content/artefacts`,
      );
    const earlier = first.get(wanted);
    first.set(wanted, earlier ?? path);
    if (earlier !== undefined)
      return say(`its id is the same as that of ${folder}/${earlier}`, 'delete or rename one of the two');
    const parts = wanted.slice(0, -ending.length).split('/');
    if (ending === '.yaml' && parts.length > 1)
      return say('this file stands in a folder of its own', `move it to ${folder}/${parts.at(-1)}${ending}`);
    if (path !== wanted || parts.some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))) {
      return say(
        'the name is not in lower-case words joined by hyphens',
        `rename it to ${parts.map((part) => part.replace(/-+/g, '-').replace(/^-|-$/g, '')).join('/')}${ending}`,
      );
    }
    return true;
  });
  return { files, problems };
}

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
    if (besides(path)) return false;
    const wanted = wantedName(path, ending);
    const earlier = first.get(wanted);
    first.set(wanted, earlier ?? path);
    const said = earlier === undefined ? fault(path, wanted, folder, ending, besides) : taken(`${folder}/${earlier}`);
    if (said) problems.push({ file: `${folder}/${path}`, ...said });
    return said === undefined;
  });
  return { files, problems };
}

/** The path that a file would have by the rules: lower case, hyphens, the right ending. */
function wantedName(path: string, ending: string): string {
  const parts = path
    .replace(/\.(mdx?|markdown|ya?ml)$/i, ending)
    .toLowerCase()
    .split('/');
  return parts.map((part) => part.replace(/[^a-z0-9.]+/g, '-').replace(/^-+|-+(?=\.|$)/g, '')).join('/');
}

function taken(earlier: string): Pick<Problem, 'message' | 'cure'> {
  return { message: `its id is the same as that of ${earlier}`, cure: 'delete or rename one of the two' };
}

function fault(
  path: string,
  wanted: string,
  folder: string,
  ending: string,
  besides: (path: string) => boolean,
): Pick<Problem, 'message' | 'cure'> | undefined {
  if (!wanted.endsWith(ending)) {
    // An image in capitals is right here and only called wrongly.
    if (besides(path.toLowerCase()))
      return { message: 'the name is not in lower case', cure: `rename it to ${folder}/${path.toLowerCase()}` };
    return {
      message: 'this file does not belong here',
      cure: `here stand ${ending} files; runnable files stand in src/content/artefacts`,
    };
  }
  if (ending === '.yaml' && wanted.includes('/')) {
    return {
      message: 'this file stands in a folder of its own',
      cure: `move it to ${folder}/${wanted.split('/').pop()}`,
    };
  }
  if (path === wanted && !wanted.slice(0, -ending.length).includes('.')) return undefined;
  const message = path.endsWith(ending)
    ? 'the name is not in lower-case words joined by hyphens'
    : `the name does not end in ${ending}`;
  return { message, cure: `rename it to ${folder}/${wanted.slice(0, -ending.length).replaceAll('.', '-')}${ending}` };
}

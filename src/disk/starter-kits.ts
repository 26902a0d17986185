import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { listFiles } from './list-files.ts';

/** `kit.json` of a starter kit: what the acceptance tests need. */
const kitFile = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d\d$/, 'the id of its unit, such as "week-05"'),
  title: z.string().min(1).describe('What is built.'),
  python: z
    .string()
    .regex(/^3\.\d+$/)
    .default('3.11')
    .describe('Least version of Python.'),
  node: z.string().optional().describe('Least version of Node.js, where the kit needs it.'),
  commands: z.record(z.string(), z.string()).default({}).describe('Other programs, each with how to get it.'),
});

/** A starter kit as it is published. */
export interface StarterKit {
  id: string;
  title: string;
  /** Paths in the zip, below its one folder, sorted. */
  paths: readonly string[];
  zip: Uint8Array<ArrayBuffer>;
}

const folder = 'src/content/kits';
/** Files that every kit gets into `acceptance/`: they run the tests. */
const shared = 'shared';
const leftOut = /(^|\/)(__pycache__|node_modules|\.venv|\.pytest_cache)\/|\.pyc$/;
const binary = /\.(png|jpg|gif|webp|gz|zip|pdf|woff2|db)$/;
/** What Windows refuses in the name of a file. */
const unsafe = /[<>:"|?*\\]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** The same date in every build, the first that a zip can hold. */
const date = new Date(1980, 0, 1);

/** Ids of the kits that are there, sorted. */
export function starterKitIds(root = '.'): string[] {
  const names = listFiles(join(resolve(root), folder)).flatMap((path) => /^(.+?)\/kit\.json$/.exec(path)?.[1] ?? []);
  return names.filter((name) => !name.includes('/'));
}

/**
 * A kit with what runs its tests, packed: the same bytes every time, text with LF, one folder named by the id.
 * @throws Error naming the file where a kit has a name that Windows refuses, or a `kit.json` that is not one
 */
export function readStarterKit(id: string, root = '.'): StarterKit {
  const base = join(resolve(root), folder);
  const manifest = join(base, id, 'kit.json');
  if (!existsSync(manifest)) throw new Error(`${folder}/${id}/kit.json is missing: every starter kit has one`);
  const read = kitFile.safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
  if (!read.success || read.data.id !== id)
    throw new Error(
      `${folder}/${id}/kit.json: ${read.success ? `id is "${read.data.id}", not "${id}"` : z.prettifyError(read.error)}`,
    );
  const own = listFiles(join(base, id)).map((path) => ({ path, file: join(base, id, path) }));
  const common = listFiles(join(base, shared)).map((path) => ({
    path: `acceptance/${path}`,
    file: join(base, shared, path),
  }));
  const files = [...own, ...common]
    .filter(({ path }) => !leftOut.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const packed: Zippable = {};
  for (const { path, file } of files) {
    const wrong = path.split('/').find((part) => unsafe.test(part));
    if (wrong !== undefined) throw new Error(`${folder}/${id}/${path}: Windows refuses the name "${wrong}"`);
    const mode = (statSync(file).mode & 0o111) === 0 ? 0o644 : 0o755;
    packed[`${id}/${path}`] = [content(file), { mtime: date, os: 3, attrs: (0o100000 | mode) << 16, level: 9 }];
  }
  const { title } = read.data;
  return { id, title, paths: files.map(({ path }) => path), zip: new Uint8Array(zipSync(packed)) };
}

function content(file: string): Uint8Array {
  const bytes = readFileSync(file);
  if (binary.test(file)) return new Uint8Array(bytes);
  return new TextEncoder().encode(bytes.toString('utf8').replaceAll('\r\n', '\n'));
}

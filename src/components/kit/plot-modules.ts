import { nearest } from '../../handbook/problem.ts';

const root = '/src/content/artefacts/';
const modules = import.meta.glob<{ default?: unknown }>('/src/content/artefacts/**/*.plot.ts');

/**
 * What a `.plot.ts` of the artefacts exports by default.
 *
 * @param file below src/content/artefacts
 * @throws when there is no such module, with the nearest, or when it has no default export
 */
export async function plotSpecOf(file: string): Promise<unknown> {
  const load = modules[root + file];
  if (load === undefined) {
    const close = nearest(
      file,
      Object.keys(modules).map((path) => path.slice(root.length)),
    );
    throw new Error(
      `there is no plot ${root.slice(1)}${file}${close === undefined ? '' : `; did you mean "${close}"?`}`,
    );
  }
  const { default: spec } = await load();
  if (spec === undefined)
    throw new Error(`${file} exports no default: write \`export default { … } satisfies PlotSpec\``);
  return spec;
}

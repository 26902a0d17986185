import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { drawGraph } from '../diagrams/graph.ts';
import { drawPlot } from '../diagrams/plot.ts';
import { drawSequence } from '../diagrams/sequence.ts';
import { drawTimeline } from '../diagrams/timeline.ts';
import { atLine } from '../handbook/checks/context.ts';
import type { PageEntry } from '../handbook/entries.ts';
import type { Problem } from '../handbook/problem.ts';

const described = { id: 'check', title: '', alt: '' };

/** How each figure of the kit is drawn from its file; drawing is the check. */
const figures: Record<string, (path: string, file: string) => unknown> = {
  Diagram: (path, file) => drawGraph(readFileSync(path, 'utf8'), described, file),
  Sequence: (path, file) => drawSequence(parse(readFileSync(path, 'utf8')), described, file),
  Timeline: (path, file) => drawTimeline(parse(readFileSync(path, 'utf8')), described, file),
  Plot: async (path, file) => {
    const module: unknown = await import(pathToFileURL(path).href);
    const spec = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    return drawPlot(spec, described, file);
  },
};

/** Figures that cannot be drawn, at the place where a page uses them. Missing files are somebody else's matter. */
export async function checkFigures(root: string, pages: readonly PageEntry[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const page of pages) {
    for (const { name, attributes, line } of page.body.components) {
      const draw = figures[name];
      const { file } = attributes;
      if (!draw || file === undefined) continue;
      const path = join(resolve(root), 'src/content/artefacts', file);
      if (!existsSync(path)) continue;
      try {
        await draw(path, file);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        problems.push(
          atLine(page, line, `the figure cannot be drawn: ${message}`, `mend src/content/artefacts/${file}`),
        );
      }
    }
  }
  return problems;
}

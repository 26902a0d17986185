import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atLine, respell } from '../handbook/checks/context.ts';
import type { KitUse, PageEntry } from '../handbook/entries.ts';
import { kit } from '../handbook/kit.ts';
import type { Problem } from '../handbook/problem.ts';
import { languageOf } from '../markdown/highlight.ts';
import { listFiles } from './list-files.ts';
import { regionsOf } from './regions.ts';

const artefacts = 'src/content/artefacts';

/** Files that pages refer to and that are not there: artefacts and their regions, images. */
export function checkFiles(root: string, pages: readonly PageEntry[]): Problem[] {
  const files = listFiles(join(root, artefacts));
  return pages.flatMap((page) => [
    ...page.body.components.flatMap((use) => artefact(root, files, page, use)),
    ...page.body.images.flatMap(({ url, line }) => {
      if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(url)) return [];
      const folder = dirname(page.file);
      if (existsSync(join(root, folder, decoded(url)))) return [];
      return [
        atLine(
          page,
          line,
          `the image "${url}" is not there`,
          respell(
            url.replace(/^\.\//, ''),
            listFiles(join(root, folder)).filter((name) => /\.(png|jpe?g|svg|webp|avif|gif)$/.test(name)),
            `put it into ${folder}`,
          ),
        ),
      ];
    }),
  ]);
}

/** The name of a file as it was written in an address; the address itself where it is no valid one. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function artefact(
  root: string,
  files: readonly string[],
  page: PageEntry,
  { name, attributes: { file, region }, line }: KitUse,
): Problem[] {
  if (file === undefined || !kit[name]?.required.includes('file')) return [];
  if (!files.includes(file))
    return [
      atLine(
        page,
        line,
        `<${name}> names "${file}", which is not there`,
        respell(file, files, `write ${artefacts}/${file}`),
      ),
    ];
  const unknown = name === 'Code' || name === 'Template' ? unknownLanguage(file) : undefined;
  if (unknown)
    return [atLine(page, line, unknown, `rename ${artefacts}/${file}, or teach src/markdown/highlight.ts its ending`)];
  if (region === undefined) return [];
  const regions = regionsOf(readFileSync(join(root, artefacts, file), 'utf8'));
  if (regions.includes(region)) return [];
  const there = regions.length > 0 ? `its regions are ${regions.join(', ')}` : 'it has none';
  return [
    atLine(
      page,
      line,
      `${artefacts}/${file} has no region "${region}"; ${there}`,
      respell(region, regions, `put "#region ${region}" and "#endregion ${region}" around the lines, as comments`),
    ),
  ];
}

/** Why a file cannot be shown as code; undefined when it can. */
function unknownLanguage(file: string): string | undefined {
  try {
    languageOf(file);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

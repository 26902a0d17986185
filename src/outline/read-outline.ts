import { decodeOutline } from './encoding.ts';
import { Findings, parseMarkdown, splitSections } from './markdown.ts';
import type { Outline } from './model.ts';
import { OutlineError } from './problem.ts';
import { readRoadmap } from './read-roadmap.ts';
import { namesSpans, readTrack } from './read-track.ts';
import { readUnits } from './read-units.ts';

/** The two smallest outlines, for the message where nothing is a unit. */
const SMALLEST =
  '“## Week 1: Flour” as a heading for each unit, or “- Week 1: Flour” as a bullet; another word by --unit';

/**
 * Reads an outline: the two forms that carry more than units do, else units of any make.
 *
 * @param bytes of the file as it came.
 * @param file its name, for messages.
 * @param words names of units besides the usual ones.
 * @throws OutlineError with every problem of the file.
 */
export function readOutline(bytes: Uint8Array, file: string, words: readonly string[] = []): Outline {
  const root = parseMarkdown(withoutFrontMatter(decodeOutline(bytes, file)));
  const { preamble, sections } = splitSections(root);
  const findings = new Findings(file);
  const isRoadmap = sections.filter(({ depth, heading }) => depth === 2 && PARTS.test(heading)).length > 1;
  const outline = isRoadmap
    ? readRoadmap(preamble, sections, findings)
    : (spans(preamble, sections, file) ?? readUnits(root, findings, words));
  if (findings.problems.length > 0) throw new OutlineError(inOrder(findings));
  if (outline === undefined) {
    findings.add(1, 'nothing that is numbered as a week, day, session or other unit', SMALLEST);
    throw new OutlineError(findings.problems);
  }
  return outline;
}

/** Headings that only the form with a template and metrics has. */
const PARTS = /^(?:program(?:me)?\s+overview|overview|.*\btemplate|.*\bmetrics)$/i;

/** Bullets with spans of several weeks and nothing else: a track of blocks whose bullets are modules. */
function spans(
  preamble: Parameters<typeof readTrack>[0],
  sections: Parameters<typeof readTrack>[1],
  file: string,
): Outline | undefined {
  const nodes = [...preamble, ...sections.flatMap((section) => section.content)];
  if (!nodes.some((node) => node.type === 'list' && namesSpans(node))) return undefined;
  const track = readTrack(preamble, sections, new Findings(file));
  return track?.blocks.some(({ from, to }) => from < to) ? track : undefined;
}

/** Blanks the front matter, so that lines keep their numbers. */
function withoutFrontMatter(text: string): string {
  const [block = ''] = /^\uFEFF?(---|\+\+\+)[ \t]*\n[\s\S]*?\n\1[ \t]*(?:\n|$)/.exec(text) ?? [];
  return block === '' ? text : block.replace(/[^\n]/g, '') + text.slice(block.length);
}

function inOrder({ problems }: Findings): Findings['problems'] {
  return [...problems].sort((a, b) => a.line - b.line);
}

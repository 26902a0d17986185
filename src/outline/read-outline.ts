import { decodeOutline } from './encoding.ts';
import { Findings, parseMarkdown, splitSections } from './markdown.ts';
import type { Outline } from './model.ts';
import { OutlineError } from './problem.ts';
import { readRoadmap } from './read-roadmap.ts';
import { namesSpans, readTrack } from './read-track.ts';

/**
 * Reads an outline in either shape.
 *
 * @param bytes of the file as it came.
 * @param file its name, for messages.
 * @throws OutlineError with every problem of the file.
 */
export function readOutline(bytes: Uint8Array, file: string): Outline {
  const { preamble, sections } = splitSections(parseMarkdown(decodeOutline(bytes, file)));
  const findings = new Findings(file);
  const headed = sections.some((section) => section.depth > 1);
  const bulleted = [...preamble, ...sections.flatMap((section) => section.content)].some(
    (node) => node.type === 'list' && namesSpans(node),
  );
  if (!headed && !bulleted) {
    findings.add(
      1,
      'neither of the two shapes',
      'headed weeks (“### WEEK 01 — …”) with labelled lists, or nested bullets with week spans (“- **Weeks 3–8 — …**”)',
    );
    throw new OutlineError(findings.problems);
  }
  const outline = headed ? readRoadmap(preamble, sections, findings) : readTrack(preamble, sections, findings);
  if (outline === undefined) throw new OutlineError([...findings.problems].sort((a, b) => a.line - b.line));
  return outline;
}

import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { leftOutMark } from '../handbook/links.ts';
import { visit } from 'unist-util-visit';

/** What a page holds that a strict Content-Security-Policy asks about. */
export interface PageFacts {
  /** Text of every inline script that a browser would run. */
  inlineScripts: string[];
  /** What has to go before the page can be published, in words for whoever wrote it. */
  problems: string[];
  /** Where `<meta charset>` ends: right after it stands the policy. Undefined when the page has none. */
  afterCharset: number | undefined;
  /** Stretches of the text that are leftovers of the template, from … to. */
  leftovers: [from: number, to: number][];
}

const parser = unified().use(rehypeParse);

/** Types of `<script>` that hold data, which no browser runs. */
const dataTypes = new Set(['application/json', 'application/ld+json']);

/** Reads a finished page with a real HTML parser; nothing is changed. */
export function inspectHtml(html: string): PageFacts {
  const facts: PageFacts = { inlineScripts: [], problems: [], afterCharset: undefined, leftovers: [] };
  inspectTree(parser.parse(html), html, facts);
  facts.leftovers.sort(([a], [b]) => a - b);
  return facts;
}

function inspectTree(tree: Root, html: string, facts: PageFacts): void {
  visit(tree, 'element', (element) => {
    inspectElement(element, html, facts);
    if (element.tagName === 'template' && element.content) inspectTree(element.content, html, facts);
  });
}

function inspectElement(element: Element, html: string, facts: PageFacts): void {
  const { tagName, properties, position } = element;
  const where = () => quote(html.slice(position?.start.offset, position?.end.offset));
  for (const [name, value] of Object.entries(properties)) {
    if (/^on/i.test(name)) facts.problems.push(`the event handler ${name.toLowerCase()} in ${where()}`);
    if (name === 'style') facts.problems.push(`the style attribute in ${where()}: give it a class`);
    if (isScriptAddress(value)) facts.problems.push(`an address that runs a script in ${where()}`);
    if (name === 'srcDoc') facts.problems.push(`the frame written in place in ${where()}`);
  }
  if (tagName === 'style') facts.problems.push(`the style sheet written in place in ${where()}: move it to src/styles`);
  if (tagName === 'base' || tagName === 'object' || tagName === 'embed')
    facts.problems.push(`<${tagName}> in ${where()}`);
  if (tagName === 'script' && !properties['src'] && !dataTypes.has(String(properties['type'] ?? ''))) {
    facts.inlineScripts.push(element.children.map((child) => ('value' in child ? child.value : '')).join(''));
  }
  if (tagName === 'meta' && properties['charSet'] !== undefined) facts.afterCharset ??= position?.end.offset;
  facts.leftovers.push(...leftovers(element, html));
}

function leftovers(element: Element, html: string): [number, number][] {
  if (element.tagName === 'a' && element.properties['href'] === leftOutMark) return tagsOf(element, html);
  const span = leftover(element, html);
  return span ? [span] : [];
}

/** Where the tags of an element stand: without them its text stays. */
function tagsOf({ position }: Element, html: string): [number, number][] {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (start === undefined || end === undefined) return [];
  return [
    [start, html.indexOf('>', start) + 1],
    [html.lastIndexOf('</', end), end],
  ];
}

function isScriptAddress(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[\u0000-\u0020]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:/i.test(value)
  );
}

/** Starlight writes a dark theme for everybody and says which generator it is; the site keys on the reader’s system. */
function leftover({ tagName, properties, position }: Element, html: string): [number, number] | undefined {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (start === undefined || end === undefined) return undefined;
  if (tagName === 'meta' && properties['name'] === 'generator') return [start, end];
  if (tagName !== 'html') return undefined;
  const tag = html.slice(start, html.indexOf('>', start));
  const [theme] = / data-theme="[a-z]*"/.exec(tag) ?? [];
  return theme === undefined ? undefined : [start + tag.indexOf(theme), start + tag.indexOf(theme) + theme.length];
}

function quote(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}

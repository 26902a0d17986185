import { isMap, isScalar, LineCounter, parseDocument, stringify, type Document, type Pair } from 'yaml';
import { OutlineError } from './problem.ts';

/** A page as it stands, with what the importer has to know of it. */
export interface ExistingPage {
  /** Path below the content folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Frontmatter as data; `{}` if there is none. */
  readonly data: Readonly<Record<string, unknown>>;
}

const FENCED = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*$)/m;

/**
 * Reads the frontmatter of a page.
 *
 * @throws OutlineError if it cannot be parsed, with the place.
 */
export function readPage(path: string, text: string): ExistingPage {
  const block = split(text);
  if (block === undefined) return { path, text, data: {} };
  const document = parse(path, block.yaml);
  const data: unknown = document.toJS();
  return { path, text, data: isRecord(data) ? data : {} };
}

/** Narrows to a plain object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A page of its own making: frontmatter and an empty body. */
export function newPage(data: Readonly<Record<string, unknown>>): string {
  return `---\n${toYaml(data)}---\n`;
}

/**
 * Puts an `outline:` block into a page in place of the one it has; every other byte stays. A page
 * without one gets it behind `depth:`, else behind `kind:`, else at the end of its frontmatter.
 */
export function spliceOutline(page: ExistingPage, outline: unknown): string {
  const eol = /^[^\n]*\r\n/.test(page.text) ? '\r\n' : '\n';
  const written = toYaml({ outline }).replace(/\n/g, eol);
  const block = split(page.text);
  if (block === undefined) return `---${eol}${written}---${eol}${page.text}`;
  const { start, yaml } = block;
  const document = parse(page.path, yaml);
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const nameOf = (pair: Pair): unknown => (isScalar(pair.key) ? pair.key.value : undefined);
  const pairNamed = (name: string): Pair | undefined => pairs.find((pair) => nameOf(pair) === name);
  const present = pairNamed('outline');
  if (present) {
    const from = startOf(present);
    const to = endOf(present, yaml);
    return page.text.slice(0, start + from) + written + page.text.slice(start + to);
  }
  const before = pairNamed('depth') ?? pairNamed('kind');
  const at = before ? endOf(before, yaml) : yaml.length;
  return page.text.slice(0, start + at) + written + page.text.slice(start + at);
}

function split(text: string): { start: number; yaml: string } | undefined {
  const match = FENCED.exec(text);
  if (match?.index !== 0) return undefined;
  return { start: (match[1] ?? '').length, yaml: match[2] ?? '' };
}

function parse(path: string, yaml: string): Document.Parsed {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  if (document.errors.length > 0) {
    throw new OutlineError(
      document.errors.map((error) => ({
        file: path,
        // The fence above the frontmatter is a line of its own.
        line: counter.linePos(error.pos[0]).line + 1,
        found: (error.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, ''),
        expected: 'frontmatter in YAML',
      })),
    );
  }
  return document;
}

function startOf(pair: Pair): number {
  return isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

/** Offset of the line after a pair's value. */
function endOf(pair: Pair, yaml: string): number {
  const value = pair.value;
  const range =
    typeof value === 'object' && value !== null && 'range' in value
      ? (value.range as [number, number, number] | null)
      : null;
  const end = range?.[1] ?? startOf(pair);
  // A block value already ends at the start of the next line; anything else ends inside its line.
  if (end > 0 && yaml.charAt(end - 1) === '\n') return end;
  const feed = yaml.indexOf('\n', end);
  return feed === -1 ? yaml.length : feed + 1;
}

function toYaml(data: unknown): string {
  return stringify(data, { lineWidth: 0, defaultStringType: 'PLAIN', aliasDuplicateObjects: false });
}

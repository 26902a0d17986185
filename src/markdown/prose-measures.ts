import type { Parent, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { SKIP, visitParents } from 'unist-util-visit-parents';

/** How the prose of a page reads, measured on its paragraphs. */
export interface ProseMeasures {
  words: number;
  /** Mean words of a sentence. */
  sentence: number;
  /** Share of sentences with six words or fewer, 0 to 1. */
  short: number;
  /** Per 1,000 words. */
  semicolons: number;
  /** Somebody, nobody, whoever, anybody, whose and their kin, per 1,000 words. */
  indefinites: number;
  /** Numbers per 1,000 words, worked examples and exercises apart. */
  numbers: number;
  /** Paragraphs over 90 words, and the words of the longest. */
  longParagraphs: number;
  longest: number;
  /** Share of paragraphs of two sentences or more whose last sentence has ten words or fewer, 0 to 1. */
  shortEndings: number;
}

interface Paragraph {
  text: string;
  /** Whether it stands in a worked example or an exercise. */
  isWorked: boolean;
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);
/** What is not running prose: these and all inside them are left out. */
const notProse = new Set(['list', 'table', 'code', 'heading', 'blockquote']);
const indefinite = /\b(some|any|no|every)(body|one)\b|\b(who|what|which)(so)?ever\b|\bwhose\b/gi;
const wordPattern = /[\p{L}\p{N}]/u;

/**
 * Measures the prose of a page: its paragraphs, without tables, lists, code, headings and captions.
 * @param mdx the body without frontmatter
 */
export function proseMeasures(mdx: string): ProseMeasures {
  const paragraphs = paragraphsOf(parser.parse(mdx));
  const lengths = paragraphs.map(({ text }) => wordsOf(text).length);
  const words = sum(lengths);
  const bySentence = paragraphs.map(({ text }) => sentencesOf(text).map((sentence) => wordsOf(sentence).length));
  const sentences = bySentence.flat();
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
  const plain = paragraphs.filter(({ isWorked }) => !isWorked).flatMap((paragraph) => wordsOf(paragraph.text));
  const several = bySentence.filter(({ length }) => length > 1);
  const per1000 = (count: number, of: number) => (of === 0 ? 0 : (1000 * count) / of);
  return {
    words,
    sentence: share(words, sentences.length),
    short: share(sentences.filter((length) => length <= 6).length, sentences.length),
    semicolons: per1000(text.split(';').length - 1, words),
    indefinites: per1000(text.match(indefinite)?.length ?? 0, words),
    numbers: per1000(plain.filter((word) => /\p{N}/u.test(word)).length, plain.length),
    longParagraphs: lengths.filter((length) => length > 90).length,
    longest: Math.max(0, ...lengths),
    shortEndings: share(several.filter((counts) => (counts.at(-1) ?? 0) <= 10).length, several.length),
  };
}

/** The middle value of a measure over pages; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function paragraphsOf(tree: Root): Paragraph[] {
  const found: Paragraph[] = [];
  visitParents(tree, (node, ancestors) => {
    if (notProse.has(node.type)) return SKIP;
    if (node.type !== 'paragraph') return undefined;
    const isWorked = ancestors.some((parent) => isNamed(parent, 'Example') || isNamed(parent, 'Exercise'));
    found.push({ text: textOf(node), isWorked });
    return SKIP;
  });
  return found.filter(({ text }) => wordPattern.test(text));
}

/** The text as it is read: a link without words to a figure reads “Figure 1”; code counts as one word. */
function textOf(paragraph: Parent): string {
  return paragraph.children
    .map((child): string => {
      const node = child as RootContent;
      if (node.type === 'inlineCode') return node.value.replace(/[\s;.?!]+/g, '_');
      if (node.type === 'link' && node.children.length === 0) return 'Figure';
      return 'children' in node ? textOf(node) : toString(node);
    })
    .join('');
}

function isNamed(node: { type: string; name?: string | null }, name: string): boolean {
  return node.type.startsWith('mdxJsx') && node.name === name;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment).filter((segment) => wordPattern.test(segment));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => wordPattern.test(word));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

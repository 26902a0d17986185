import { createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { nearest } from '../handbook/problem.ts';

/** A run of characters of one kind; `kind` is the class name, undefined for plain text. */
export interface CodeToken {
  text: string;
  kind: string | undefined;
}

/**
 * Kinds of token, by class name (none: plain text), and the TextMate scopes they stand for. A later
 * entry wins where two fit equally well. The colours are in kit.css; here each kind has a number instead.
 */
const kinds: [string | undefined, string[]][] = [
  [
    'tk',
    [
      'keyword',
      'storage',
      'punctuation.definition.keyword',
      'variable.language',
      'keyword.operator.new',
      'keyword.operator.expression',
    ],
  ],
  [undefined, ['keyword.operator', 'storage.type.function.arrow']],
  [
    'ts',
    [
      'string',
      'punctuation.definition.string',
      'markup.inline.raw',
      'constant.other.symbol',
      'string.unquoted.plain.out.yaml',
    ],
  ],
  ['tn', ['constant.numeric', 'constant.language', 'constant.character', 'keyword.other.unit']],
  [
    'tf',
    [
      'entity.name.function',
      'support.function',
      'meta.function-call.generic',
      'entity.name.command',
      'markup.underline.link',
    ],
  ],
  [
    'tt',
    [
      'entity.name.type',
      'entity.name.class',
      'support.type',
      'support.class',
      'entity.other.inherited-class',
      'entity.name.tag',
      'support.type.property-name',
      'entity.other.attribute-name',
    ],
  ],
  ['tc', ['comment', 'punctuation.definition.comment']],
  ['th', ['markup.heading', 'markup.bold', 'entity.name.section']],
  ['ti', ['markup.inserted']],
  ['td', ['markup.deleted']],
];

const theme = {
  name: 'classes',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: kinds.map(([, scope], index) => ({ scope, settings: { foreground: color(index) } })),
};

function color(index: number): string {
  return `#0000${(index + 1).toString(16).padStart(2, '0')}`;
}

const kindOf = new Map(kinds.map(([kind], index) => [color(index), kind]));

/** Languages that the handbook's code is written in, by the name or the file ending that says so. */
const languages: Record<string, LanguageInput> = {
  bash: () => import('shiki/langs/bash.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  hcl: () => import('shiki/langs/hcl.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  lua: () => import('shiki/langs/lua.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  nginx: () => import('shiki/langs/nginx.mjs'),
  proto: () => import('shiki/langs/proto.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
};

const endings: Record<string, string> = {
  sh: 'bash',
  conf: 'nginx',
  dockerfile: 'docker',
  cfg: 'ini',
  env: 'ini',
  // A fragment to show: what ends in .html is published as a page and held to its rules.
  htm: 'html',
  tf: 'hcl',
  js: 'javascript',
  mjs: 'javascript',
  md: 'markdown',
  mdx: 'markdown',
  py: 'python',
  ts: 'typescript',
  yml: 'yaml',
};

/**
 * Language of a fence or of a file name; undefined for plain text (no language, `text`, `.txt`, `.csv`).
 * @throws when it is none of the languages above, with the nearest
 */
export function languageOf(name: string): string | undefined {
  const ending = name.toLowerCase().split(/[./]/).pop() ?? '';
  if (['', 'text', 'txt', 'csv', 'promql', 'dot', 'ics'].includes(ending)) return undefined;
  const language = endings[ending] ?? ending;
  if (language in languages) return language;
  const close = nearest(ending, [...Object.keys(languages), ...Object.keys(endings), 'text']);
  throw new Error(
    `no highlighting for "${ending}"${close ? `; did you mean "${close}"?` : ''} (known: ${Object.keys(languages).join(', ')}, text)`,
  );
}

let highlighter: Promise<HighlighterCore> | undefined;

/**
 * Splits code into lines of tokens, a dozen kinds in all, without colours or styles.
 *
 * @param language as `languageOf` returns it
 */
export async function tokenize(code: string, language: string | undefined): Promise<CodeToken[][]> {
  if (language === undefined) return code.split('\n').map((text) => [{ text, kind: undefined }]);
  highlighter ??= createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine() });
  const shiki = await highlighter;
  const grammar = languages[language];
  if (grammar === undefined) throw new Error(`no grammar for "${language}"`);
  if (!shiki.getLoadedLanguages().includes(language)) await shiki.loadLanguage(grammar);
  const lines = shiki.codeToTokensBase(code, {
    lang: language,
    theme: theme.name,
    // By default a line is given up after half a second: colours would depend on how busy the machine is.
    tokenizeTimeLimit: 0,
  });
  return lines.map((line) =>
    merge(line.map(({ content, color: found }) => ({ text: content, kind: kindOf.get((found ?? '').toLowerCase()) }))),
  );
}

/** Neighbours of one kind become one token, and so does white space with what stands before it. */
function merge(tokens: CodeToken[]): CodeToken[] {
  const merged: CodeToken[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    if (last !== undefined && (last.kind === token.kind || token.text.trim() === '')) last.text += token.text;
    else merged.push({ ...token });
  }
  return merged;
}

/** Code as HTML: text and `<span class="t…">`, lines parted by line feeds. */
export async function highlight(code: string, language: string | undefined): Promise<string> {
  const lines = await tokenize(code, language);
  return lines
    .map((line) =>
      line
        .map(({ text, kind }) =>
          kind === undefined ? escapeText(text) : `<span class="${kind}">${escapeText(text)}</span>`,
        )
        .join(''),
    )
    .join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Longest line, in characters, that fits a phone; a block with longer ones scrolls and needs a tab stop. */
const phoneColumns = 36;

/** Whether code scrolls sideways on a phone. */
export function isWide(code: string): boolean {
  return code.split('\n').some((line) => line.length > phoneColumns);
}

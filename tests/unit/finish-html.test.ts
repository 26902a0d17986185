import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/build/content-security.ts';
import { canonical, finishFolder } from '../../src/build/finish-html.ts';
import { inlineScriptsIn } from '../../src/build/inline-scripts.ts';

const theme = '\n  document.documentElement.dataset.script = "";\n';
const known = new Set([canonical(theme)]);

/** A page with something in its body, or the body’s start tag; and what becomes of it. */
function finish(body: string, html = page(body)) {
  const folder = mkdtempSync(join(tmpdir(), 'handbook-finish-'));
  writeFileSync(join(folder, 'index.html'), html);
  finishFolder(folder, '/', known);
  return readFileSync(join(folder, 'index.html'), 'utf8');
}

function page(body: string): string {
  return `<!DOCTYPE html><html lang="en" data-theme="dark" dir="ltr"><head><meta charset="utf-8"/><meta name="generator" content="Astro"/><title>a &lt; b</title><script>${theme}</script></head><body>${body}</body></html>`;
}

describe('the last pass over a page', () => {
  it('puts the policy first and takes the leftovers out, and changes nothing else', () => {
    const policy = /content="([^"]*)"/.exec(finish(''))?.[1] ?? '';
    expect(policy).toContain(hashOf(theme));
    expect(finish('<p>Text & more</p>')).toBe(
      `<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"/><meta http-equiv="content-security-policy" content="${policy}"><title>a &lt; b</title><script>${theme}</script></head><body><p>Text & more</p></body></html>`,
    );
  });

  it('lets data be data', () => {
    expect(() => finish('<script type="application/json">{"a": 1}</script>')).not.toThrow();
  });

  it.for([
    ['<script>alert(1)</script>', /does not know: alert\(1\)/],
    ['<script type="module">alert(1)</script>', /does not know/],
    ['<script type="speculationrules">{}</script>', /does not know/],
    ['<svg><script>alert(1)</script></svg>', /does not know/],
    ['<template><script>alert(1)</script></template>', /does not know/],
    ['<img src="x.png" alt="" onerror="alert(1)">', /event handler onerror/],
    ['<svg onload="alert(1)"></svg>', /event handler onload/],
    ['<p style="color: red">a</p>', /style attribute/],
    ['<style>p { color: red }</style>', /style sheet written in place/],
    ['<a href="javascript:alert(1)">a</a>', /runs a script/],
    ['<a href=" java\nscript:alert(1)">a</a>', /runs a script/],
    ['<a href="&#106;avascript:alert(1)">a</a>', /runs a script/],
    ['<svg><a xlink:href="javascript:alert(1)">a</a></svg>', /runs a script/],
    ['<form action="javascript:alert(1)"></form>', /runs a script/],
    ['<iframe srcdoc="<p>a</p>"></iframe>', /frame written in place/],
    ['<base href="https://evil.example/">', /<base>/],
    ['<object data="x.swf"></object>', /<object>/],
  ] as const)('stops at %s', ([body, message]) => {
    expect(() => finish(body)).toThrow(message);
  });

  it('stops at a page without a charset', () => {
    expect(() => finish('', '<!DOCTYPE html><title>a</title>')).toThrow(/no <meta charset>/);
  });
});

describe('scripts that components write in place', () => {
  it('are read word for word', () => {
    const source = `---\nconst a = 1;\n---\n<script is:inline data-key={a}>${theme}</script><script>import './x.ts';</script>`;
    expect(inlineScriptsIn(source)).toEqual([theme]);
  });
});

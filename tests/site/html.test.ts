import { resolve } from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { describe, expect, inject, it } from 'vitest';
import { allPagesOf } from './pages.ts';

const { root } = inject('builds');

/** Rules of html-validate that are left off, each with the reason. */
const off = {
  'void-style': 'both <br> and <br/> are HTML',
  'long-title': 'says nothing about validity',
  'no-trailing-whitespace': 'bytes that compress to nothing',
  'doctype-style': 'Astro writes <!DOCTYPE html>; the case means nothing',
  'attribute-boolean-style': 'open and open="" are the same',
  'attribute-empty-style': 'alt and alt="" are the same',
  'no-inline-style': 'checked by the Content-Security-Policy tests',
  'no-redundant-role': 'tables reflow on a phone by CSS that takes their meaning away; their roles give it back',
  'require-sri': 'every script is of this site',
};

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      ...Object.fromEntries(Object.keys(off).map((rule) => [rule, 'off'])),
      'no-dup-id': 'error',
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

describe('the HTML', () => {
  it('of every page is valid', async () => {
    const faults = new Map<string, string[]>();
    for (const { file, path } of allPagesOf(root)) {
      const report = await validator.validateFile(resolve(root.folder, file));
      for (const { ruleId, message, selector, line, column } of report.results.flatMap(({ messages }) => messages)) {
        const fault = `${ruleId}: ${message}`;
        faults.set(fault, [...(faults.get(fault) ?? []), `${path} ${selector ?? ''} ${line}:${column}`]);
      }
    }
    expect(
      Object.fromEntries([...faults].map(([fault, where]) => [fault, `${where[0]}, ${where.length} times`])),
    ).toEqual({});
  });

  it('would not pass with a fault in it', async () => {
    const report = await validator.validateString(
      '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><ul><p>a</p></ul><img src="x.png"><a href="#a"></a></body></html>',
    );
    const rules = report.results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
    expect(rules).toEqual(expect.arrayContaining(['element-permitted-content', 'wcag/h37', 'wcag/h30']));
  });
});

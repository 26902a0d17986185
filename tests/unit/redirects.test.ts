import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRedirects } from '../../src/disk/read-redirects.ts';

function read(yaml: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'handbook-redirects-')), 'redirects.yaml');
  writeFileSync(file, yaml);
  return () => readRedirects(pathToFileURL(file));
}

describe('src/content/redirects.yaml', () => {
  it('holds old paths and new ones', () => {
    expect(read('/old/: /modules/idempotency/\n')()).toEqual({ '/old/': '/modules/idempotency/' });
  });

  it('may be nothing but comments', () => {
    expect(read('# nothing yet\n')()).toEqual({});
  });

  it.for(['old/: /new/', '/old: /new/', '/old/: https://elsewhere.example/', '/old/: /New/', '/old/: /a"b/'])(
    'refuses %s',
    (line) => {
      expect(read(`${line}\n`)).toThrow(/redirects\.yaml/);
    },
  );

  it('refuses a chain and names its end', () => {
    expect(read('/a/: /b/\n/b/: /c/\n')).toThrow(/\/b\/, which has moved too: name \/c\//);
  });
});

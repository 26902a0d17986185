import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStarterKit, starterKitIds } from '../../src/disk/starter-kits.ts';

let root = '';
const write = (path: string, text: string) => {
  const file = join(root, 'src/content/kits', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const names = (zip: Uint8Array) => Object.keys(unzipSync(zip));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kits-'));
  write('shared/run.py', 'run\n');
  write('week-05/kit.json', '{"id":"week-05","title":"A shop"}');
  write('week-05/README.md', 'Read\r\nme\r\n');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('starter kits', () => {
  it('are packed in one folder, with what runs their tests and with LF', () => {
    const { paths, zip } = readStarterKit('week-05', root);
    expect(paths).toEqual(['README.md', 'acceptance/run.py', 'kit.json']);
    expect(names(zip)).toEqual(['week-05/README.md', 'week-05/acceptance/run.py', 'week-05/kit.json']);
    expect(new TextDecoder().decode(unzipSync(zip)['week-05/README.md'])).toBe('Read\nme\n');
  });

  it('are the same to the byte whenever they are packed', () => {
    expect(readStarterKit('week-05', root).zip).toEqual(readStarterKit('week-05', root).zip);
  });

  it('leave out what running them leaves behind', () => {
    write('week-05/__pycache__/a.pyc', 'x');
    write('week-05/node_modules/a/b.js', 'x');
    expect(readStarterKit('week-05', root).paths).not.toContain('__pycache__/a.pyc');
    expect(readStarterKit('week-05', root).paths).toHaveLength(3);
  });

  it('are listed by their manifest', () => {
    write('week-06/README.md', 'no manifest');
    expect(starterKitIds(root)).toEqual(['week-05']);
  });

  it('refuse a name that Windows cannot hold, a foreign id and a missing manifest', () => {
    write('week-05/src/aux.py', 'x');
    expect(() => readStarterKit('week-05', root)).toThrow('week-05/src/aux.py: Windows refuses the name "aux.py"');
    write('week-07/kit.json', '{"id":"week-08","title":"A"}');
    expect(() => readStarterKit('week-07', root)).toThrow('week-07/kit.json: id is "week-08", not "week-07"');
    expect(() => readStarterKit('week-09', root)).toThrow('week-09/kit.json is missing');
  });
});

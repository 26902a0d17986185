import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { editorSchemas } from '../../src/schema/editor-schemas.ts';

it('editors complete by the schemas that the check uses: `npm run schemas:write` brings them up to date', () => {
  for (const [name, text] of editorSchemas()) expect(readFileSync(`.vscode/schemas/${name}.json`, 'utf8')).toBe(text);
  expect(editorSchemas().map(([name]) => name)).toContain('settings');
});

// Writes the JSON Schemas of settings and data files for editors: `npm run schemas:write`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { editorSchemas } from '../src/schema/editor-schemas.ts';

mkdirSync('.vscode/schemas', { recursive: true });
for (const [name, text] of editorSchemas()) writeFileSync(`.vscode/schemas/${name}.json`, text);

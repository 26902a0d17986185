import { readdirSync } from 'node:fs';

/** Every file below a folder, as sorted paths from it with `/`; none where there is no such folder. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) =>
        `${parentPath.slice(folder.length)}/${name}`.replaceAll('\\', '/').replace(/^\/+/, ''),
      )
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

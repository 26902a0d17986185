import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a build cost and came to. */
export interface BuildCost {
  seconds: number;
  /** Most memory that the process held at once, in MiB. */
  peakMiB: number;
  pages: number;
  /** All files of the site, in MiB. */
  outputMiB: number;
}

/** Runs in the build's own process and notes the most memory it held. */
const note = `data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))`;

/**
 * Builds a tree once and measures it.
 * @throws Error with the end of the output when the build fails
 */
export async function measureBuild(tree: string, folder: string): Promise<BuildCost> {
  const notes = mkdtempSync(join(tmpdir(), 'handbook-peak-'));
  const peak = join(notes, 'peak');
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const args = ['--import', note, join(tree, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', folder];
    const env = {
      ...process.env,
      PEAK_FILE: peak,
      ASTRO_TELEMETRY_DISABLED: '1',
      SITE_URL: 'https://handbook.example/',
    };
    const child = spawn(process.execPath, args, { cwd: tree, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(output.split('\n').slice(-30).join('\n')))));
  });
  const seconds = (performance.now() - start) / 1000;
  const peakMiB = Number(readFileSync(peak, 'utf8')) / 1024;
  rmSync(notes, { recursive: true });
  const files = globSync('**/*', { cwd: folder }).map((file) => ({ file, stat: statSync(join(folder, file)) }));
  const outputMiB = files.reduce((sum, { stat }) => sum + (stat.isFile() ? stat.size : 0), 0) / 2 ** 20;
  return { seconds, peakMiB, pages: files.filter(({ file }) => file.endsWith('.html')).length, outputMiB };
}

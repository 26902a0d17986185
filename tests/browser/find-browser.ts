import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe', 'msedge.exe'];
const usual = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/**
 * Path of a Chromium: the one `CHROMIUM_PATH` names, one of the system, or Playwright's own. Where there
 * is none, it is installed: from Debian by root, else by Playwright.
 * @throws Error naming the commands to install one by hand
 */
export function findBrowser(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is "${named}", where there is no file`);
  const found = named ?? installed();
  if (found) return found;
  console.log('No Chromium found: installing one for the browser tests …');
  if (process.getuid?.() === 0 && onPath(['apt-get'])) {
    spawnSync('sh', ['-c', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium'], {
      stdio: 'inherit',
    });
  } else {
    spawnSync(process.execPath, [resolve('node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
      stdio: 'inherit',
    });
  }
  const now = installed();
  if (now) return now;
  throw new Error(
    'The browser tests need Chromium or Chrome. Install it with "sudo apt-get install chromium" (Debian, Ubuntu) or ' +
      '"npx playwright-core install chromium", or set CHROMIUM_PATH to one that is there.',
  );
}

function installed(): string | undefined {
  return onPath(names) ?? [...usual, chromium.executablePath()].find((path) => existsSync(path));
}

function onPath(commands: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return commands.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

// Opens each page in Chromium, goes through it with the Tab key and asks axe. Prints the problems as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, ...files] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
const browser = await chromium.launch({ executablePath, args });
const problems = [];
try {
  const page = await browser.newPage();
  for (const file of files) {
    await page.goto(pathToFileURL(file).href);
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=link]')];
      const shown = all.filter((element) => element.checkVisibility());
      shown.forEach((element, index) => (element.dataset.keyboard = String(index)));
      return shown.map((element) => element.textContent.trim().slice(0, 40) || element.tagName.toLowerCase());
    });
    const reached = new Set();
    for (let press = 0; press < wanted.length + 3; press++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => document.activeElement?.dataset?.keyboard);
      if (at !== undefined) reached.add(Number(at));
    }
    wanted.forEach((text, index) => {
      if (!reached.has(index)) problems.push(`${basename(file)}: the Tab key does not reach "${text}"`);
    });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical') problems.push(`${basename(file)}: axe ${id} (${impact}): ${nodes[0].html.slice(0, 80)}`);
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(problems));

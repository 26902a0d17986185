// Two browsers in one room: A sends each body, then it says what both show. Prints JSON.
import { chromium } from 'playwright-core';

const [url, executablePath, room, password, ...bodies] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const open = async (name) => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(6000);
    await page.goto(url);
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('button', { name: room }).click();
    return page;
  };
  const a = await open('ada');
  const b = await open('bo');
  const shown = [];
  for (const body of bodies) {
    await a.getByLabel('Message').fill(body);
    await a.getByRole('button', { name: 'Send' }).click();
    const look = async (page) => {
      const one = page.locator('[data-seq][data-state="sent"]').filter({ hasText: body });
      await one.first().waitFor();
      return { count: await one.count(), seq: await one.first().getAttribute('data-seq') };
    };
    shown.push({ body, a: await look(a), b: await look(b), pending: await a.locator('[data-state="pending"]').count() });
  }
  console.log(JSON.stringify({ shown }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message.split('\n')[0] }));
} finally {
  await browser.close();
}

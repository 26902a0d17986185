import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import bucketPlot, { batches, level } from '../../src/content/artefacts/week-04/bucket.plot.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-04/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-04.mdx', import.meta.url), 'utf8');
const node = (args: string[]): string[] =>
  execFileSync(process.execPath, ['--no-warnings', ...args], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');
const evaluate = (code: string): string[] => node(['--input-type=module', '-e', code]);

describe('week 4', () => {
  it('signs the token of the page, and finds that a changed one does not verify', () => {
    const [token = '', sameSignature, payload] = node(['jwt.mjs']);
    const [header, claims, signature] = token.split('.');
    expect(page).toContain(`${String(header)}\n.${String(claims)}\n.${String(signature)}`);
    expect(sameSignature).toBe('false');
    expect(page).toContain(String(payload));
  });

  it('verifies with a pinned algorithm, issuer, audience and expiry', () => {
    const results = evaluate(`
      import { sign, verify } from './jwt.mjs';
      const secret = 'a secret of at least thirty-two bytes';
      const claims = { sub: '1', iss: 'blog', aud: 'blog-api', iat: 0, exp: 900 };
      const check = (token, now = 1) => verify(token, { secret, issuer: 'blog', audience: 'blog-api', now }) !== null;
      const token = sign(claims, secret);
      const [header, payload, signature] = token.split('.');
      const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
      console.log(JSON.stringify([
        check(token), check(token, 899), check(token, 900),
        check([header, part({ ...claims, role: 'admin' }), signature].join('.')),
        check([part({ alg: 'none' }), payload, ''].join('.')),
        check(sign(claims, 'another secret of thirty-two bytes')),
        check(sign({ ...claims, iss: 'other' }, secret)), check(sign({ ...claims, aud: 'other' }, secret)),
        check(token + '.x'), check(''), check('a.b.c'),
      ]));`);
    expect(JSON.parse(results[0] ?? '')).toEqual([true, true, ...Array.from({ length: 9 }, () => false)]);
  });

  it('fills and empties the bucket as the table of the page says', () => {
    const [passed] = evaluate(
      `import { run } from './bucket.mjs'; console.log(JSON.stringify(run(${JSON.stringify(batches)})));`,
    );
    const pass = JSON.parse(passed ?? '') as number[];
    expect(pass).toEqual([10, 2, 4, 10]);
    const before = [
      10,
      ...level()
        .filter((_, index, all) => all[index - 1]?.[1] === 0)
        .map(([, tokens]) => tokens),
    ];
    batches.forEach(([second, requests], index) => {
      expect(page).toContain(
        `| ${String(second)} s | ${String(requests)} | ${String(index === 3 ? 10 : before[index])} | ${String(pass[index])} |`,
      );
    });
    expect(bucketPlot.series[0]?.data.at(-1)).toEqual([12, 4]);
  });

  it('lets 200 requests through a fixed window of 100 within two seconds', () => {
    const [count] = evaluate(`
      import { fixedWindow } from './bucket.mjs';
      const times = Array.from({ length: 400 }, (_, index) => 59 + index / 200);
      console.log(fixedWindow(times, 100).length);`);
    expect(count).toBe('200');
  });

  it('leaks the draft to SQL by hand and nothing to a parameter, and shows a post twice by offset', () => {
    const [injected, pages] = node(['queries.mjs']);
    expect(injected).toBe('6 0');
    expect(pages).toBe('6 5 | 5 4 | 4 3');
  });

  it('hashes with a salt of its own each time', () => {
    expect(node(['password.mjs'])).toEqual(['false true false']);
  });

  it('answers a known problem in full and an unknown one without details', () => {
    const lines = evaluate(`
      import { Problem, makeErrorHandler } from './errors.mjs';
      const logged = [];
      const handler = makeErrorHandler((line) => logged.push(line));
      const answer = (error, headersSent = false) => {
        const told = { next: false };
        const response = {
          headersSent,
          status(code) { told.status = code; return this; },
          set(headers) { told.headers = headers; return this; },
          type(name) { told.type = name; return this; },
          send(body) { told.body = JSON.parse(body); },
        };
        handler(error, { id: 'r1' }, response, () => (told.next = true));
        return told;
      };
      console.log(handler.length);
      console.log(JSON.stringify(answer(new Problem(422, 'Wrong', { field: 'role' }, { 'x-a': '1' }))));
      console.log(JSON.stringify(answer(new Error('password is hunter2'))));
      console.log(JSON.stringify(answer(Object.assign(new Error('entity too large'), { status: 413 }))));
      console.log(JSON.stringify(answer(new Error('late'), true)));
      console.log(logged.map(({ level }) => level).join(' '), logged[1].error.includes('hunter2'));`);
    const [parameters, known, unknown, large, late, log] = lines;
    expect(parameters).toBe('4');
    expect(JSON.parse(known ?? '')).toEqual({
      next: false,
      status: 422,
      headers: { 'x-a': '1' },
      type: 'application/problem+json',
      body: { type: 'about:blank', title: 'Wrong', status: 422, field: 'role', requestId: 'r1' },
    });
    expect(unknown).toContain('"status":500');
    expect(unknown).not.toContain('hunter2');
    expect(large).toContain('The body is too large');
    expect(late).toBe('{"next":true}');
    expect(log).toBe('info error info true');
  });
});

import { describe, expect, it } from 'vitest';
import { siteAddress } from '../../src/build/site-address.ts';
import { markdownPath, publishedAt } from '../../src/handbook/published.ts';

describe('the address of a site', () => {
  it.for([
    [{}, undefined, '/'],
    [{ SITE_URL: '' }, undefined, '/'],
    [{ SITE_URL: 'https://handbook.example' }, 'https://handbook.example', '/'],
    [{ SITE_URL: 'https://handbook.example/a/b' }, 'https://handbook.example', '/a/b/'],
    [
      { SITE_URL: 'https://own.example/', GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'Me/x' },
      'https://own.example',
      '/',
    ],
    [{ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'Me/handbook' }, 'https://me.github.io', '/handbook/'],
    [{ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'Me/me.github.io' }, 'https://me.github.io', '/'],
    [{ GITHUB_REPOSITORY: 'Me/handbook' }, undefined, '/'],
    [{ NETLIFY: 'true', URL: 'https://x.netlify.app' }, 'https://x.netlify.app', '/'],
    [{ URL: 'https://somewhere.example' }, undefined, '/'],
    [{ CF_PAGES_URL: 'https://x.pages.dev' }, 'https://x.pages.dev', '/'],
  ] as const)('of %o is %s%s', ([env, site, base]) => {
    expect(siteAddress(env)).toEqual({ site, base });
  });

  it.for(['handbook.example', 'ftp://handbook.example/', '/handbook/'])('is not %s', (value) => {
    expect(() => siteAddress({ SITE_URL: value })).toThrow(`SITE_URL is "${value}"`);
  });
});

describe('a published address', () => {
  it('is absolute where the build knows its site', () => {
    expect(publishedAt(new URL('https://x.example'), '/a/')('/weeks/#b')).toBe('https://x.example/a/weeks/#b');
    expect(publishedAt(undefined, '/a/')('/weeks/')).toBe('/a/weeks/');
  });

  it('has a Markdown twin', () => {
    expect(['/', '/weeks/', '/weeks/week-09/'].map(markdownPath)).toEqual([
      '/index.md',
      '/weeks.md',
      '/weeks/week-09.md',
    ]);
  });
});

/** Where a build is published: an origin, and the path below it that every address starts with. */
export interface SiteAddress {
  /** Origin such as `https://example.org`; undefined when nobody said where. */
  site: string | undefined;
  /** Path with slashes at both ends, `/` at the root of a host. */
  base: string;
}

/**
 * Reads the address of the site from the environment: `SITE_URL` first, then what the hosts set
 * themselves (Netlify `URL`, Cloudflare Pages `CF_PAGES_URL`, GitLab `CI_PAGES_URL`, GitHub Actions `GITHUB_REPOSITORY`).
 * @throws Error naming the variable when it holds no http(s) address
 */
export function siteAddress(env: Readonly<Record<string, string | undefined>>): SiteAddress {
  const [name, value] = addressIn(env);
  if (value === undefined) return { site: undefined, base: '/' };
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? '')) {
    throw new Error(`${name} is "${value}"; expected an address such as https://example.org/handbook/`);
  }
  const { origin, pathname } = new URL(value);
  return { site: origin, base: pathname.endsWith('/') ? pathname : `${pathname}/` };
}

/** Cloudflare names the host of one deployment (`346e3672.project.pages.dev`): the site is the project's. */
function projectAddress(deployment: string): string {
  return deployment.replace(/^(https?:\/\/)[^./]+\.([^./]+\.pages\.dev)(?=\/|$)/, '$1$2');
}

function addressIn(env: Readonly<Record<string, string | undefined>>): [name: string, value: string | undefined] {
  if (env['SITE_URL']) return ['SITE_URL', env['SITE_URL']];
  if (env['NETLIFY'] && env['URL']) return ['URL', env['URL']];
  if (env['CF_PAGES_URL']) return ['CF_PAGES_URL', projectAddress(env['CF_PAGES_URL'])];
  if (env['GITLAB_CI'] && env['CI_PAGES_URL']) return ['CI_PAGES_URL', env['CI_PAGES_URL']];
  const [owner, repository] = env['GITHUB_ACTIONS'] ? (env['GITHUB_REPOSITORY']?.split('/') ?? []) : [];
  if (!owner || !repository) return ['SITE_URL', undefined];
  const host = `${owner.toLowerCase()}.github.io`;
  return [
    'GITHUB_REPOSITORY',
    repository.toLowerCase() === host ? `https://${host}/` : `https://${host}/${repository}/`,
  ];
}

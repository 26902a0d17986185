import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** A finished site on a port of this machine. */
export interface RunningSite {
  /** Address of its home page, with the base path. */
  url: string;
  close: () => Promise<void>;
}

/** What to serve, and where. */
export interface StaticSite {
  /** Folder of the finished site. */
  folder: string;
  /** Path with slashes at both ends that the site was built for. */
  base: string;
  /** Port to listen on; 0 for any free one. */
  port: number;
}

/** Text that browsers would take for Latin-1 without a word on its encoding. */
const textTypes: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  txt: 'text/plain',
  ics: 'text/calendar',
};

/**
 * Serves a finished site as a static host does: below its base path, `404.html` for what is missing,
 * a redirect to the trailing slash, and nothing outside the folder.
 * @throws Error when the folder holds no site, or the port is taken (`EADDRINUSE`)
 */
export async function serveStatic({ folder, base, port }: StaticSite): Promise<RunningSite> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} holds no site: run "npm run build" first`);
  const files = sirv(folder, {
    dotfiles: false,
    etag: true,
    brotli: true, // where somebody has laid a compressed file beside
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', 'no-cache');
      const type = textTypes[path.split('.').pop() ?? ''];
      if (type) response.setHeader('Content-Type', `${type}; charset=utf-8`);
    },
  });
  const missing = join(folder, '404.html');
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(existsSync(missing) ? readFileSync(missing) : 'Not found');
    };
    if (!path.startsWith(base)) {
      if (path !== '/' && `${path}/` !== base) return notFound();
      response.writeHead(302, { Location: base }).end();
      return;
    }
    const inside = path.slice(base.length - 1);
    const [pathname = '/'] = inside.split(/[?#]/);
    if (!pathname.endsWith('/') && existsSync(join(folder, decodeSafely(pathname), 'index.html'))) {
      response.writeHead(301, { Location: `${base}${pathname.slice(1)}/` }).end();
      return;
    }
    request.url = inside;
    files(request, response, notFound);
  });
  await listen(server, port);
  const address = server.address();
  const actual = typeof address === 'object' ? address?.port : port;
  return {
    url: `http://localhost:${actual}${base}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

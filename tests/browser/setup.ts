import type { TestProject } from 'vitest/node';
import { serveStatic } from '../../src/build/static-server.ts';
import { findBrowser } from './find-browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the browser. */
    browser: string;
    /** Address of the finished site on this machine, below its base path. */
    siteUrl: string;
  }
}

/** Finds a browser and serves the build below a base path, the harder of the two. Needs the builds first. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { base } = project.getProvidedContext().builds;
  project.provide('browser', findBrowser());
  const site = await serveStatic({ folder: base.folder, base: base.base, port: 0 });
  project.provide('siteUrl', site.url);
  return () => site.close();
}

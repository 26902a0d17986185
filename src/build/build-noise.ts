/** A message of the bundler. */
interface BundlerLog {
  code?: string | undefined;
  message: string;
}

/**
 * Passes the bundler's messages on but one: Astro marks every MDX page with a directive that the bundler
 * announces to drop, which is what Astro wants. Seventy of these would hide a warning that means something.
 */
export function withoutNoise<Level>(
  level: Level,
  log: BundlerLog,
  pass: (level: Level, log: BundlerLog) => void,
): void {
  if (log.code === 'MODULE_LEVEL_DIRECTIVE' && log.message.includes('use astro:head-inject')) return;
  pass(level, log);
}

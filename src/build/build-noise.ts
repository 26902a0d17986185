/**
 * Passes the bundler's messages on but one: Astro marks every MDX page with a directive that the bundler
 * announces to drop, which is what Astro wants. Seventy of these would hide a warning that means something.
 */
export function withoutNoise<Level, Log extends { code?: string; message: string }>(
  level: Level,
  log: Log,
  pass: (level: Level, log: Log) => void,
): void {
  if (log.code === 'MODULE_LEVEL_DIRECTIVE' && log.message.includes('use astro:head-inject')) return;
  pass(level, log);
}

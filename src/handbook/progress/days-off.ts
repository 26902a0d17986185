import { limits } from './entry.ts';
import { isDay } from './read-entry.ts';

const oneDay = 86_400_000;

/**
 * Days as a learner writes them: `2026-12-24`, one a line or separated by commas, and spans with a dash
 * (`2026-12-24 – 2027-01-03`). In order, each once.
 * @returns undefined when a line is none of these, or they are more than a plan can hold
 */
export function daysIn(text: string): string[] | undefined {
  const days = new Set<string>();
  for (const line of text
    .split(/[\n,;]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, from = '', to = from] = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:–|-|to)\s*(\d{4}-\d{2}-\d{2}))?$/.exec(line) ?? [];
    if (!isDay(from) || !isDay(to) || to < from) return undefined;
    for (let at = Date.parse(from); at <= Date.parse(to); at += oneDay) {
      days.add(new Date(at).toISOString().slice(0, 10));
      if (days.size > limits.off) return undefined;
    }
  }
  return [...days].sort();
}

import type { Findings } from './markdown.ts';
import type { Span } from './model.ts';
import { quote } from './problem.ts';

/**
 * Spans of weeks have to follow each other: first ≤ last, none overlapping another, none left out.
 *
 * @param word how the outline writes spans (`WEEKS`), for the message.
 */
export function checkSpans(spans: readonly Span[], word: string, findings: Findings): void {
  const seen: Span[] = [];
  for (const span of spans) {
    if (span.from > span.to || span.from < 1) {
      findings.add(
        span.line,
        `the span ${span.from}–${span.to} in ${quote(span.heading)}`,
        'a first week that is not after the last one, counted from 1',
      );
      continue;
    }
    const overlapped = seen.find((earlier) => span.from <= earlier.to && earlier.from <= span.to);
    const expected = Math.max(0, ...seen.map((earlier) => earlier.to)) + 1;
    if (overlapped) {
      findings.add(
        span.line,
        `the span ${span.from}–${span.to} in ${quote(span.heading)}, which overlaps ${overlapped.from}–${overlapped.to} in line ${overlapped.line}`,
        `a span that begins with week ${expected}`,
      );
    } else if (span.from !== expected) {
      findings.add(
        span.line,
        `${word} ${span.from} after week ${expected - 1}`,
        `a span that begins with week ${expected}: no week number is left out`,
      );
    }
    seen.push(span);
  }
}

interface Numbered {
  readonly span: Span;
  readonly numbers: readonly { number: number; line: number }[];
}

/** Weeks have to be numbered from 1 without gap or repetition, each inside the span of its phase. */
export function checkSequence(phases: readonly Numbered[], findings: Findings): void {
  const lines = new Map<number, number>();
  let last = 0;
  for (const { span, numbers } of phases) {
    for (const { number, line } of numbers) {
      const name = week(number);
      const first = lines.get(number);
      if (first !== undefined) {
        findings.add(line, `a second ${name}`, `each week once; the first stands in line ${first}`);
        continue;
      }
      lines.set(number, line);
      if (number < span.from || number > span.to) {
        findings.add(line, `${name} in the phase ${quote(span.heading)}`, `a week from ${span.from} to ${span.to}`);
      } else if (number < last) {
        findings.add(line, `${name} after ${week(last)}`, 'weeks in ascending order');
      } else if (number > last + 1) {
        const gap = Array.from({ length: number - last - 1 }, (_, index) => last + 1 + index).filter(
          (missing) => !lines.has(missing),
        );
        if (gap.length > 0)
          findings.add(
            line,
            `${name} after ${last === 0 ? 'no week' : week(last)}`,
            `${gap.map(week).join(', ')} before it`,
          );
        for (const missing of gap) lines.set(missing, line);
      }
      last = Math.max(last, number);
    }
    for (let number = Math.max(span.from, last + 1); number <= span.to; number += 1) {
      if (lines.has(number)) continue;
      findings.add(
        span.line,
        `the phase ${quote(span.heading)} without ${week(number)}`,
        `every week from ${span.from} to ${span.to}`,
      );
      lines.set(number, span.line);
      last = Math.max(last, number);
    }
  }
}

function week(number: number): string {
  return `WEEK ${String(number).padStart(2, '0')}`;
}

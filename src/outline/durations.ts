/** A duration of an outline: minutes, none, or words that can be read in two ways. */
export type Duration = { minutes: number } | { unclear: string } | undefined;

const HOURS = 'hours?|hrs?|h|std|stunden?|horas?|heures?';
const MINUTES = 'minutes?|mins?|min|m|minuten|minutos?';
const AMOUNT = String.raw`\d+(?:[.,]\d+)?\s*[½¼¾]?|[½¼¾]`;
const ONE = new RegExp(
  String.raw`(?:(\d+)\s*[×x]\s*)?(?<![\d.,])(${AMOUNT})\s*(?:(${HOURS})(?:\s*(\d{1,2})\s*(?:${MINUTES})?(?![\p{L}\d]))?|(${MINUTES}))(?![\p{L}\d])`,
  'giu',
);
const RANGE = new RegExp(String.raw`\d\s*(?:[-–—]|to)\s*\d+(?:[.,]\d+)?\s*(?:${HOURS}|${MINUTES})(?![\p{L}\d])`, 'iu');
const CLOCK = /\b(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)\b/;
const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

/**
 * How long a task takes: `2 hours`, `1.5 h`, `1h 30m`, `45 min`, `2 × 45 minutes`, `9:00–10:30`; several
 * durations are added up. A range, or a rhythm such as “every 30 minutes for 3 hours”, can be read in two ways.
 */
export function durationOf(text: string): Duration {
  const range = RANGE.exec(text)?.[0];
  if (range !== undefined) return { unclear: range };
  const [clock, h1 = '', m1 = '', h2 = '', m2 = ''] = CLOCK.exec(text) ?? [];
  if (clock !== undefined) {
    const minutes = Number(h2) * 60 + Number(m2) - Number(h1) * 60 - Number(m1);
    return minutes > 0 ? { minutes } : { unclear: clock };
  }
  const found = [...text.matchAll(ONE)];
  if (found.length === 0) return undefined;
  if (found.length > 1 && /\b(every|each|per|alle|cada)\b/i.test(text)) return { unclear: text };
  const minutes = found.reduce((sum, [, times = '1', amount = '', hours, rest = '0']) => {
    return sum + Number(times) * amountOf(amount) * (hours === undefined ? 1 : 60) + Number(rest);
  }, 0);
  return minutes > 6000 || minutes < 1 ? { unclear: text } : { minutes: Math.round(minutes) };
}

function amountOf(text: string): number {
  const fraction = FRACTIONS[text.trim().slice(-1)] ?? 0;
  const whole = text.replace(/[½¼¾\s]/g, '').replace(',', '.');
  return (whole === '' ? 0 : Number(whole)) + fraction;
}

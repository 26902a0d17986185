import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/styles/theme.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Colours by token, one for each theme. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

/** Relative luminance of sRGB, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(name: string, on: string, theme: Theme): number {
  const [one, other] = [tokens.get(name), tokens.get(on)].map((colour) => luminance(colour?.[theme] ?? ''));
  return (Math.max(one ?? 0, other ?? 0) + 0.05) / (Math.min(one ?? 0, other ?? 0) + 0.05);
}

const code = ['keyword', 'string', 'comment', 'number', 'function', 'type'].map((name) => `tok-${name}`);
const text = ['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'good'];
const marks = [
  'rule-strong',
  ...[1, 2, 3, 4].map((n) => `series-${n}`),
  ...[1, 2, 3, 4, 5, 6].map((n) => `phase-${n}`),
];

describe.for(themes)('colours of the %s theme', (theme) => {
  it.for(text.flatMap((name) => ['paper', 'paper-2', 'code-bg'].map((on) => [name, on] as const)))(
    '%s on %s reads at 4.5:1',
    ([name, on]) => expect(contrast(name, on, theme)).toBeGreaterThanOrEqual(4.5),
  );

  it.for(code)('%s on code-bg reads at 4.5:1', (name) =>
    expect(contrast(name, 'code-bg', theme)).toBeGreaterThanOrEqual(4.5),
  );

  it('accent-ink on accent reads at 4.5:1', () =>
    expect(contrast('accent-ink', 'accent', theme)).toBeGreaterThanOrEqual(4.5));

  it.for(marks)('%s on paper shows at 3:1', (name) => expect(contrast(name, 'paper', theme)).toBeGreaterThanOrEqual(3));
});

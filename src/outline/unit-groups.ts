import { type PartsReader, TOPICS } from './read-parts.ts';
import type { OutlineUnit, UnitPart, UnitPhase } from './unit-model.ts';

/** Puts runs of units without a heading over them together. */
export function mergeBare(phases: readonly UnitPhase[]): UnitPhase[] {
  const merged: { heading?: string | undefined; line: number; units: OutlineUnit[] }[] = [];
  for (const { heading, line, units } of phases) {
    const last = merged.at(-1);
    if (last && heading === undefined && last.heading === undefined) last.units.push(...units);
    else merged.push({ heading, line, units: [...units] });
  }
  return merged;
}

/** A heading outside of the units with what stands below it, as parts. */
export function sectionParts({
  label,
  line,
  reader,
}: {
  label: string;
  line: number;
  reader: PartsReader;
}): UnitPart[] {
  const parts = reader.parts();
  const [first] = parts;
  const own = first?.label === TOPICS && label !== '' ? [...reader.intro, ...first.items] : reader.intro;
  const rest = own === reader.intro ? parts : parts.slice(1);
  return [
    ...(own.length > 0 ? [{ label, line, items: own }] : []),
    ...rest.map((part) => ({ ...part, role: undefined })),
  ];
}

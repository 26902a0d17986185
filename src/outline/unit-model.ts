import type { Role } from './labels.ts';

/** One item of a unit in the outline's own words. */
export interface UnitItem {
  readonly text: string;
  /** The same as inline Markdown, where it holds links or code. */
  readonly markdown?: string | undefined;
  /** How deep it is nested, from 0. */
  readonly level: number;
  readonly line: number;
  readonly minutes?: number | undefined;
  /** Per cent of a rubric. */
  readonly weight?: number | undefined;
}

/** A list or text of a unit under its label. */
export interface UnitPart {
  readonly label: string;
  readonly role?: Role | undefined;
  readonly line: number;
  readonly items: readonly UnitItem[];
}

/** A week, day or session of a programme. */
export interface OutlineUnit {
  readonly from: number;
  readonly to: number;
  readonly heading: string;
  readonly title: string;
  readonly line: number;
  readonly intro: readonly UnitItem[];
  readonly parts: readonly UnitPart[];
}

/** What a unit or a span of them is called by its number: `Week 1`, `Week 1–4`. */
export function unitName(word: string, { from, to }: Pick<OutlineUnit, 'from' | 'to'>): string {
  return `${word} ${from}${from === to ? '' : `–${to}`}`;
}

/** Units under one heading; without words where the outline has no heading over them. */
export interface UnitPhase {
  readonly heading?: string | undefined;
  readonly line: number;
  readonly units: readonly OutlineUnit[];
}

/** The general shape: numbered units at any depth, with whatever stands below them. */
export interface UnitProgramme {
  readonly shape: 'units';
  readonly title?: string | undefined;
  /** What the outline numbers by: `Week`, `Day`, `Semana`. */
  readonly word: string;
  readonly phases: readonly UnitPhase[];
  /** What stands outside of the units, under its own headings. */
  readonly sections: readonly UnitPart[];
}

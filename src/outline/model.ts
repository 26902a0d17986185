import type { UnitProgramme } from './unit-model.ts';

/** What an outline says, before anything has an id. Words are the outline's own; lines are 1-based. */

export interface Item {
  readonly text: string;
  readonly line: number;
}

export interface Fact extends Item {
  readonly label: string;
}

export interface Task extends Item {
  readonly minutes: number;
}

export interface Criterion extends Item {
  /** Per cent. */
  readonly weight: number;
}

export interface Project extends Item {
  /** `Project`, `Mini-Project`, as the outline calls it; the text is the project's title. */
  readonly label: string;
  readonly points: readonly Item[];
}

export interface Week {
  readonly number: number;
  readonly heading: string;
  readonly title: string;
  readonly line: number;
  readonly goal: Item;
  readonly focus: Item;
  readonly concepts: readonly Item[];
  readonly tools: readonly Item[];
  readonly project: Project;
  readonly readings: readonly Item[];
  readonly tasks: readonly Task[];
  readonly checklist: readonly Item[];
  readonly rubric: readonly Criterion[];
}

export interface Span {
  readonly heading: string;
  readonly title: string;
  readonly line: number;
  /** First and last week, both included. */
  readonly from: number;
  readonly to: number;
}

export interface Phase extends Span {
  readonly weeks: readonly Week[];
}

export interface FactList {
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface Metrics {
  readonly title: string;
  readonly groups: readonly FactList[];
  readonly closing?: Fact;
}

/** The first shape: headed weeks with labelled lists. */
export interface Roadmap {
  readonly shape: 'roadmap';
  readonly title: string;
  readonly overview: FactList;
  readonly template: FactList;
  readonly phases: readonly Phase[];
  readonly metrics: Metrics;
}

export interface Block extends Span {
  readonly bullets: readonly Item[];
}

/** The second shape: nested bullets with week spans. */
export interface StaffTrack {
  readonly shape: 'track';
  /** Of the file's own heading, where it has one. */
  readonly title?: string;
  readonly blocks: readonly Block[];
}

export type Outline = Roadmap | StaffTrack | UnitProgramme;

import { distance } from 'fastest-levenshtein';
import type { UnitPartData } from '../schema/unit.ts';

/** What a labelled list of a unit is for; a list under any other label is kept under its own name. */
export type Role = NonNullable<UnitPartData['role']>;

/** The usual names of each part, lower case, singular and plural. */
const LABELS: Readonly<Record<Role, readonly string[]>> = {
  goal: [
    ...['goal', 'goals', 'objective', 'objectives', 'aim', 'aims', 'learning goals', 'learning objectives'],
    ...['learning outcomes', 'outcomes', 'ziel', 'ziele', 'objetivo', 'objetivos', 'objectif', 'objectifs', '目标'],
  ],
  concepts: [
    ...['concepts', 'core concepts', 'key concepts', 'topics', 'key topics', 'topics covered', 'theory', 'content'],
    ...['contents', 'themen', 'inhalte', 'temas', 'conceptos', 'contenidos', 'concepts clés', '内容'],
  ],
  tools: ['tools', 'tools to learn', 'tooling', 'technologies', 'werkzeuge', 'herramientas', 'outils', '工具'],
  project: [
    ...['project', 'projects', 'mini-project', 'mini project', 'final project', 'capstone', 'capstone project'],
    ...['projekt', 'proyecto', 'projet', '项目'],
  ],
  readings: [
    ...['reading', 'readings', 'reading list', 'required reading', 'recommended reading', 'reading/resources'],
    ...['resources', 'references', 'literature', 'literatur', 'lektüre', 'lecturas', 'lectura', 'recursos', 'lectures'],
  ],
  tasks: [
    ...['tasks', 'task', 'daily tasks', 'daily micro-tasks', 'homework', 'assignment', 'assignments', 'exercises'],
    ...['exercise', 'to do', 'todo', 'to-do', 'aufgaben', 'tareas', 'ejercicios', 'devoirs', 'exercices', '作业'],
  ],
  checklist: ['checklist', 'checklists', 'done when', 'deliverables', 'deliverable', 'checkliste', 'entregables'],
  rubric: ['rubric', 'evaluation rubric', 'grading', 'assessment', 'evaluation', 'bewertung', 'rúbrica', 'evaluación'],
};
const ROLES = Object.keys(LABELS) as Role[];

/** A label without its emoji, colon and what stands in brackets, for comparison. */
function bare(label: string): string {
  return label
    .toLowerCase()
    .replace(/\s*[([].*$/u, '')
    .replace(/^[^\p{L}]+|[^\p{L}\p{N}]+$/gu, '')
    .trim();
}

/** The part that a label names; undefined for an unknown one. */
export function roleOf(label: string): Role | undefined {
  const name = bare(label);
  return ROLES.find((role) => LABELS[role].includes(name));
}

/** Letters by which a label may differ from a known one to be taken for a slip. */
const slips = [
  { letters: 7, most: 2 },
  { letters: 5, most: 1 },
];

/** The known label of which an unknown one is a misspelling by one or two letters, as a person would write it. */
export function misspelt(label: string): string | undefined {
  const name = bare(label);
  const most = slips.find(({ letters }) => name.length >= letters)?.most ?? 0;
  if (most === 0 || roleOf(label) !== undefined || !/^[a-z -]+$/.test(name)) return undefined;
  const english = ['goal', 'objectives', 'concepts', 'topics', 'project', 'reading list', 'readings', 'exercises'];
  const known = [...english, 'resources', 'homework', 'assignment', 'checklist', 'deliverables', 'rubric'];
  const near = known.find((one) => one.charAt(0) === name.charAt(0) && distance(one, name) <= most);
  return near && near.charAt(0).toUpperCase() + near.slice(1);
}

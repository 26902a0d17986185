/** What an author may write in a component of the authoring kit. */
export interface KitComponent {
  /** Attributes that have to be there. */
  required: readonly string[];
  optional?: readonly string[];
  /** What its `id` starts with. */
  prefix?: string;
  /** Ending of its `file`. */
  ending?: string;
  /** Least characters of an attribute. */
  least?: Readonly<Record<string, number>>;
  /** The component it has to stand in. */
  within?: string;
}

const figure = { required: ['id', 'file', 'title', 'caption', 'alt'], prefix: 'fig-', least: { alt: 20 } };

/** The authoring kit: every component that MDX may use without an import. */
export const kit: Readonly<Record<string, KitComponent>> = {
  Example: { required: ['id', 'title'], prefix: 'example-' },
  Code: { required: ['file', 'title'], optional: ['region'] },
  Template: { required: ['file', 'title'] },
  Diagram: { ...figure, ending: '.dot' },
  Plot: { ...figure, ending: '.plot.ts' },
  Sequence: { ...figure, ending: '.sequence.yaml' },
  Timeline: { ...figure, ending: '.timeline.yaml' },
  DataTable: { required: ['id', 'caption'], prefix: 'table-' },
  Misconception: { required: ['claim'] },
  Predict: { required: ['id', 'question'], prefix: 'predict-' },
  Exercise: { required: ['id', 'title', 'minutes'], prefix: 'ex-' },
  Answer: { required: [], within: 'Exercise' },
  MarginNote: { required: [] },
  Story: { required: ['source', 'title'] },
  OutlineItem: { required: ['id'] },
  EditionNote: { required: ['id'] },
  Caution: { required: ['title'] },
};

/** Anchor of a file to fill in: `template-` and the name of the file without its ending. */
export function templateAnchor(file: string): string {
  const name = file.replace(/^.*\//, '').replace(/\..*$/, '');
  return `template-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** Components that draw a numbered figure. */
export const figures: ReadonlySet<string> = new Set(['Diagram', 'Plot', 'Sequence', 'Timeline']);

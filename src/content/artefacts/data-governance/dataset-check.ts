/** The check that fails the build when a dataset is stored without a class, an owner or a way out. */

// #region check
export const classes = ['public', 'internal', 'confidential', 'restricted'] as const;
export type Class = (typeof classes)[number];

export interface Dataset {
  dataset: string;
  owner?: string;
  purpose?: string;
  fields: { name: string; class?: Class; identifies?: 'alone' | 'together' }[];
  retention?: { clock_starts?: string; days?: number; mechanism?: string; job?: string };
  copies?: { where: string; days?: number }[];
  evidence?: string;
}

/** The class of what is computed from several fields: the highest of its inputs, raised when together they point at a person. */
export function inherited(inputs: readonly { class: Class; identifies?: 'alone' | 'together' }[]): Class {
  const highest = Math.max(...inputs.map((input) => classes.indexOf(input.class)));
  const points = inputs.some(({ identifies }) => identifies === 'alone') || inputs.filter(({ identifies }) => identifies).length > 1;
  return classes[points ? Math.max(highest, classes.indexOf('confidential')) : highest] ?? 'restricted';
}

/** What is missing, in words for a build log; `columns` is what the schema really has. */
export function problems(dataset: Dataset, columns: readonly string[]): string[] {
  const { fields, retention, copies } = dataset;
  const described = new Set(fields.map(({ name }) => name));
  return [
    ...columns.filter((column) => !described.has(column)).map((column) => `${column}: not classified`),
    ...fields.filter((field) => !field.class || !classes.includes(field.class)).map(({ name }) => `${name}: no such class`),
    ...(dataset.owner ? [] : ['no owner']),
    ...(dataset.purpose ? [] : ['no purpose']),
    ...(retention?.clock_starts ? [] : ['retention has no event that starts the clock']),
    ...(retention?.days ? [] : ['retention has no length']),
    ...(retention?.mechanism && retention.job ? [] : ['nothing deletes it']),
    ...(copies?.every(({ days }) => days !== undefined) ? [] : ['a copy has no end']),
    ...(dataset.evidence ? [] : ['nothing would show that it works']),
  ];
}
// #endregion check

/** The four levels of a rubric, lowest first, with the share of a criterion's weight that each scores. */
export const levels = [
  { key: 'below', label: 'Below', share: 0 },
  { key: 'developing', label: 'Developing', share: 0.5 },
  { key: 'proficient', label: 'Proficient', share: 0.8 },
  { key: 'staff', label: 'Staff', share: 1 },
] as const;

/** Points out of 100 that pass, provided that no criterion is below (edition note 20). */
export const passMark = 70;

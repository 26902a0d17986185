/** Services on the baseline at the end of a week, as planned: the shares of Rogers's first segments by quarter. */
export const planned: [week: number, services: number][] = [
  [0, 0],
  [13, 66],
  [26, 205],
  [39, 344],
  [52, 410],
];

/** As it went. Exempted services are not counted. */
export const actual: [week: number, services: number][] = [
  [0, 0],
  [6, 18],
  [13, 66],
  [26, 199],
  [33, 291],
  [39, 291],
  [44, 352],
  [52, 404],
];

/** The 119 services left at the plateau, by reason. */
export const left = { erpAdapters: 61, codemodNotMerged: 14, byHand: 38, exempted: 6 };

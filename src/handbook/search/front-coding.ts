const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Front coding (Witten, Moffat and Bell 1999, Managing Gigabytes): each word gives how many letters it shares
 * with the one before, as a capital (A = 0), and what follows. `Aalert` `Fing` is alert, alerting.
 * @param sorted words in order, without capitals
 */
export function packSorted(sorted: readonly string[]): string {
  let before = '';
  return sorted
    .map((word) => {
      let same = 0;
      while (same < 25 && same < word.length && word[same] === before[same]) same += 1;
      before = word;
      return `${capitals[same]}${word.slice(same)}`;
    })
    .join('');
}

/** Reads what `packSorted` wrote. */
export function unpackSorted(text: string): string[] {
  let before = '';
  return [...text.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, same = 'A', rest = '']) => {
    before = before.slice(0, capitals.indexOf(same)) + rest;
    return before;
  });
}

import type { BodyFacts } from '../../handbook/entries.ts';
import { figures } from '../../handbook/kit.ts';
import type { ReadingLoad } from '../../handbook/reading-time.ts';
import { artefactText } from '../kit/artefact.ts';

/**
 * What of a page takes time, and the minutes of its exercises. The lines of code are counted in the files that
 * the page shows.
 */
export function readingLoad(body: BodyFacts): ReadingLoad & { exerciseMinutes: number } {
  const uses = (...names: string[]) => body.components.filter(({ name }) => names.includes(name));
  const codeLines = uses('Code', 'Template').map(({ attributes: { file, region } }) =>
    file === undefined ? 0 : artefactText(file, region).split('\n').length,
  );
  const minutes = uses('Exercise').map(({ attributes }) => Number(attributes['minutes'] ?? 0));
  return {
    ...body.reading,
    codeLines: total(codeLines),
    figures: uses(...figures, 'DataTable').length,
    predictions: uses('Predict').length,
    exerciseMinutes: total(minutes),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

import type { Entries } from '../../handbook/progress/entry.ts';
import { writeFile } from '../../handbook/progress/file.ts';
import { element } from './element.ts';

const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** The text of an export of everything. */
export function exportText(entries: Entries): string {
  return writeFile(entries, new Date().toISOString(), new URL(`${base}api/schema/progress.json`, location.href).href);
}

/** Gives the learner a file with everything. */
export function saveFile(entries: Entries): void {
  download(`handbook-progress-${localDay(Date.now())}.json`, 'application/json', exportText(entries));
}

/** Starts the download of a text. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = element('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The day of a moment where the learner is, `YYYY-MM-DD`. */
export function localDay(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

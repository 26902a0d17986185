import type { Catalogue } from '../../../handbook/progress/catalogue.ts';
import { exportDue, lastUnit, progressOf } from '../../../handbook/progress/overview.ts';
import { showTrouble } from '../notice.ts';
import { goOffline } from '../offline.ts';
import { openDesk } from '../store.ts';
import { exportedAt, setUpKeeping } from './keep.ts';
import { setUpNotes } from './notes-list.ts';
import { setUpPlan } from './plan-form.ts';
import { showToday } from './today.ts';
import { showWhole } from './whole.ts';

/** The page of the learner's progress. */
const root = document.querySelector<HTMLElement>('[data-progress]');
const status = document.querySelector<HTMLElement>('[data-desk-status]');

async function start(root: HTMLElement, status: HTMLElement): Promise<void> {
  const desk = await openDesk();
  let catalogue: Catalogue = { tracks: [] };
  try {
    const answer = await fetch(root.dataset['catalogue'] ?? '');
    if (!answer.ok) throw new Error(String(answer.status));
    catalogue = (await answer.json()) as Catalogue;
  } catch {
    status.textContent =
      'The list of weeks and modules could not be loaded. Your data is here; reload to see the whole.';
  }
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`) ?? document.createElement('div');
  setUpKeeping(root, desk, catalogue);
  setUpPlan(root, desk, catalogue);
  setUpNotes(root, desk, catalogue);
  const show = () => {
    const now = Date.now();
    const tracks = progressOf(catalogue, desk.entries);
    showTrouble(desk);
    showToday(
      part('today'),
      desk.entries,
      tracks,
      lastUnit(catalogue, desk.entries)?.unit,
      root.dataset['base'] ?? '/',
    );
    showWhole(part('whole'), desk.entries, catalogue, tracks, now);
    part('kept').textContent = exportDue(desk.entries, exportedAt(), now)
      ? 'You have worked for a week or more since your last export. Export now: a lost or cleaned browser takes everything with it.'
      : 'Export from time to time, so that a lost or cleaned browser does not take your progress with it.';
    part('kept').classList.toggle('reminder', exportDue(desk.entries, exportedAt(), now));
  };
  desk.onChange(show);
  show();
  root.dataset['ready'] = '';
  void goOffline();
}

if (root && status) void start(root, status);

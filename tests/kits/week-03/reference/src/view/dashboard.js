/** Shows the screen “dashboard”. */
import { byCategory, byMonth, fromFile, toText, totals } from '../calc.js';

export function showDashboard(screen, transactions) {
  for (const [name, cents] of Object.entries(totals(transactions)))
    screen.querySelector(`[data-total="${name}"]`).textContent = toText(cents);
  screen.querySelector('[data-empty]').hidden = transactions.length > 0;
  bars(screen.querySelector('#categories'), [...byCategory(transactions)].sort((a, b) => b[1] - a[1]));
  const months = [...byMonth(transactions)].slice(-6).map(([month, { balance }]) => [month, balance]);
  bars(screen.querySelector('#months'), months);
}

function bars(list, entries) {
  const most = Math.max(1, ...entries.map(([, cents]) => Math.abs(cents)));
  list.replaceChildren(
    ...entries.map(([name, cents], index) => {
      const item = document.createElement('li');
      const label = document.createElement('label');
      const meter = document.createElement('meter');
      meter.id = `${list.id}-${index}`;
      label.htmlFor = meter.id;
      label.textContent = `${name}: ${toText(cents)}`;
      Object.assign(meter, { max: most, value: Math.abs(cents) });
      item.append(label, meter);
      return item;
    }),
  );
}

/** Connects Export and Import; a file is imported as a whole or not at all. */
export function connectCopy(screen, { asFile, save }) {
  const note = screen.querySelector('#import-note');
  screen.querySelector('[name="export"]').addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([asFile()], { type: 'application/json' }));
    link.download = 'finance.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
  });
  screen.querySelector('[name="import"]').addEventListener('change', async ({ target }) => {
    try {
      const list = fromFile(await target.files[0].text());
      save(...list);
      note.textContent = `${list.length} transactions were imported.`;
    } catch (error) {
      note.textContent = error.message;
    }
    target.value = '';
  });
}

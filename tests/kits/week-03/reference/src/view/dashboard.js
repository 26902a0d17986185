/** Shows the screen “dashboard”. */
import { byCategory, byMonth, toText, totals } from '../calc.js';

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

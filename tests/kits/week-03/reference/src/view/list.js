/** Shows the screen “list”. */
import { filtered, monthOf, toText } from '../calc.js';

const PAUSE = 50;

/** @returns a function that shows a list of transactions */
export function makeList(screen, { all, remove }) {
  const rows = screen.querySelector('#rows');
  const filter = screen.querySelector('form');
  let waiting;
  filter.addEventListener('submit', (event) => event.preventDefault());
  filter.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(showRows, PAUSE);
  });
  rows.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="delete"]');
    if (button === null) return;
    remove(button.closest('[data-id]').dataset.id);
    screen.querySelector('h2').focus();
  });

  function showRows() {
    rows.replaceChildren(...filtered(all(), Object.fromEntries(new FormData(filter))).map(row));
  }
  return () => {
    options(filter.elements.month, new Set(all().map(monthOf)));
    options(filter.elements.category, new Set(all().map(({ category }) => category)));
    showRows();
  };
}

function options(select, values) {
  const chosen = select.value;
  const all = select.options[0];
  select.replaceChildren(all, ...[...values].sort().map((value) => new Option(value, value)));
  select.value = values.has(chosen) ? chosen : '';
}

function row(each) {
  const item = document.createElement('li');
  item.dataset.id = each.id;
  const amount = `${each.type === 'expense' ? '−' : '+'}${toText(each.amountCents)}`;
  const text = document.createElement('span');
  text.textContent = `${each.date} ${each.category} ${amount} ${each.note}`;
  const edit = document.createElement('a');
  edit.href = `#form/${each.id}`;
  edit.textContent = 'Edit';
  const remove = document.createElement('button');
  Object.assign(remove, { type: 'button', name: 'delete', textContent: 'Delete' });
  for (const control of [edit, remove]) control.setAttribute('aria-label', `${control.textContent} ${each.category} ${amount}`);
  item.append(text, edit, remove);
  return item;
}

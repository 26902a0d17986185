/** Shows the screen “form”. */
import { toCents, toText } from '../calc.js';

/** @returns a function that shows the form for a transaction, or for a new one */
export function makeForm(form, save) {
  let edited;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { type, amount, category, date, note } = Object.fromEntries(new FormData(form));
    const problems = new Map();
    if (toCents(amount) === null) problems.set('amount', 'Enter an amount above zero, such as 19.99.');
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) problems.set('date', 'Choose a date.');
    if (note.length > 140) problems.set('note', `The note is ${note.length - 140} characters too long.`);
    if (!showProblems(form, problems)) return;
    const id = edited?.id ?? crypto.randomUUID();
    const createdAt = edited?.createdAt ?? new Date().toISOString();
    save({ id, type, amountCents: toCents(amount), category, date, note: note.trim(), createdAt });
  });
  return (transaction) => {
    edited = transaction;
    form.reset();
    showProblems(form, new Map());
    form.elements.date.value = today();
    if (transaction === undefined) return;
    for (const name of ['type', 'category', 'date', 'note']) form.elements[name].value = transaction[name];
    form.elements.amount.value = toText(transaction.amountCents).replaceAll(',', '');
    form.elements.amount.focus();
  };
}

function showProblems(form, problems) {
  for (const field of form.elements) {
    const place = document.getElementById(`${field.id}-error`);
    if (place === null) continue;
    place.textContent = problems.get(field.name) ?? '';
    field.setAttribute('aria-invalid', String(problems.has(field.name)));
  }
  form.querySelector('[aria-invalid="true"]')?.focus();
  return problems.size === 0;
}

/** The day by the user's own clock, as text. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

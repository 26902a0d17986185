/** Marks the unit of today, by the reader's clock, and says it where the page has room for it. */
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((part) => String(part).padStart(2, '0'))
  .join('-');
const units = [...document.querySelectorAll<HTMLElement>('[data-calendar] [data-unit]')];
const first = units[0]?.dataset['first'] ?? '';
const current = units.find(({ dataset }) => (dataset['last'] ?? '') >= today && first <= today);
current?.setAttribute('aria-current', 'date');
const place = document.querySelector<HTMLElement>('[data-this-unit]');
const link = (current ?? (first > today ? units[0] : undefined))?.querySelector('a');
if (place && link) {
  const label = current && (current.dataset['first'] ?? '') <= today ? 'This week: ' : 'Next: ';
  place.replaceChildren(label, link.cloneNode(true));
}
for (const note of document.querySelectorAll<HTMLElement>('[data-from][data-to]')) {
  const { from = '', to = '' } = note.dataset;
  note.hidden = today < from || today > to;
}

// #region delegate
/** One listener for all rows, those of today and those that are added later. */
export function onDelete(list, remove) {
  list.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="delete"]');
    if (button !== null) remove(button.closest('[data-id]').dataset.id);
  });
}
// #endregion delegate

// #region row
/** A row whose note comes from a user: textContent makes text of whatever it is given. */
export function row({ id, note }) {
  const item = document.createElement('li');
  item.dataset.id = id;
  item.textContent = note;
  return item;
}
// #endregion row

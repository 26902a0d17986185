// #region validate
/** Shows what is wrong beside each field and moves the focus to the first; whether all is well. */
export function showProblems(form, problems) {
  for (const field of form.elements) {
    const place = document.getElementById(`${field.id}-error`);
    if (place === null) continue;
    const problem = problems.get(field.name) ?? '';
    place.textContent = problem;
    field.setAttribute('aria-invalid', String(problem !== ''));
  }
  form.querySelector('[aria-invalid="true"]')?.focus();
  return problems.size === 0;
}
// #endregion validate

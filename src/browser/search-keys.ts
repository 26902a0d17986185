/**
 * Keys of the search: arrows, Home and End move through the results, Escape leaves, and a letter typed
 * on a result goes on in the field. Enter needs nothing: it sends the form, or opens the link it is on.
 * @param leave what Escape does; returns whether it did anything
 */
export function onKey(
  event: KeyboardEvent,
  input: HTMLInputElement,
  links: readonly HTMLAnchorElement[],
  leave: () => boolean,
): void {
  const { key } = event;
  const inInput = document.activeElement === input;
  const at = links.findIndex((link) => link === document.activeElement);
  const last = links.length - 1;
  if (key === 'Escape') {
    if (leave()) event.preventDefault();
  } else if (key === 'ArrowDown' && last >= 0 && (inInput || at >= 0)) {
    event.preventDefault();
    links[Math.min(at + 1, last)]?.focus();
  } else if (key === 'ArrowUp' && last >= 0 && (inInput || at >= 0)) {
    event.preventDefault();
    (inInput ? links[last] : (links[at - 1] ?? input))?.focus();
  } else if ((key === 'Home' || key === 'End') && at >= 0) {
    event.preventDefault();
    links[key === 'Home' ? 0 : last]?.focus();
  } else if (at >= 0 && key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    input.focus();
  }
}

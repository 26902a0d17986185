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
  // While an input method composes a word, its keys belong to it.
  if (event.isComposing || event.key === 'Process') return;
  const { key } = event;
  if (key === 'Escape') {
    if (leave()) event.preventDefault();
    return;
  }
  const at = links.findIndex((link) => link === document.activeElement);
  const inInput = document.activeElement === input;
  if (links.length === 0 || (at < 0 && !inInput)) return;
  const target = inInput ? fromInput(key, links) : fromResult(key, links, at, input);
  if (target) {
    event.preventDefault();
    target.focus();
  } else if (at >= 0 && key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    input.focus();
  }
}

function fromInput(key: string, links: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return links[0];
  return key === 'ArrowUp' ? links.at(-1) : undefined;
}

function fromResult(
  key: string,
  links: readonly HTMLElement[],
  at: number,
  input: HTMLElement,
): HTMLElement | undefined {
  if (key === 'ArrowDown') return links[at + 1] ?? links[at];
  if (key === 'ArrowUp') return links[at - 1] ?? input;
  if (key === 'Home') return links[0];
  return key === 'End' ? links.at(-1) : undefined;
}

/** Esc hides the definition that is shown, until the pointer or the focus moves on (WCAG 1.4.13). */

const root = document.documentElement;
const show = (): void => root.removeAttribute('data-tips-off');

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') root.setAttribute('data-tips-off', '');
});
document.addEventListener('pointerover', show);
document.addEventListener('focusin', show);

export {};

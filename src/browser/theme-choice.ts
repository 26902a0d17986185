/** Lets the reader choose a theme; the inline script of ThemeProvider.astro applies it on the next page. */
const key = `handbook:${import.meta.env.BASE_URL}:theme`;
const root = document.documentElement;
const selects = document.querySelectorAll<HTMLSelectElement>('[data-theme-select]');

function apply(theme: string): void {
  if (theme === 'light' || theme === 'dark') root.dataset['themeChoice'] = theme;
  else delete root.dataset['themeChoice'];
  for (const select of selects) select.value = root.dataset['themeChoice'] ?? 'auto';
}

/** Applied before it is written: with storage full or forbidden the choice still holds for this page. */
function remember(theme: string): void {
  try {
    if (theme === 'auto') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // The choice holds for this page; there is nowhere to keep it.
  }
}

for (const select of selects) {
  select.addEventListener('change', () => {
    apply(select.value);
    remember(select.value);
  });
}
apply(root.dataset['themeChoice'] ?? 'auto');
addEventListener('storage', (event) => {
  if (event.key === key) apply(event.newValue ?? 'auto');
});

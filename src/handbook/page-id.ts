/** Id of the page at a route (its address without slashes at the ends): its last part; `home` for the root. */
export function pageId(route: string): string {
  return route.split('/').pop() || 'home';
}

/** Address of a page from the root of the handbook, such as `/weeks/week-09/`. */
export function pagePath(route: string): string {
  return route === '' ? '/' : `/${route}/`;
}

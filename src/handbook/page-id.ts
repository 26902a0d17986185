/** Id of the page at a route (its address without slashes at the ends): its last part; `home` for the root. */
export function pageId(route: string): string {
  return route.split('/').pop() || 'home';
}

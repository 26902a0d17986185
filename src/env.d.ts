declare namespace App {
  interface Locals {
    /** The whole handbook. */
    handbook: import('./handbook/handbook.ts').Handbook;
    /** The page being rendered; undefined on pages that are derived, such as the glossary. */
    page: import('./handbook/handbook.ts').Page | undefined;
    /** What is wrong with the file of the page; always empty in a build. */
    problems: readonly import('./handbook/problem.ts').Problem[];
    /** Address of a reference (`module:idempotency#keys`) or of a path of the handbook (`/glossary/`), under the base path. */
    href: (reference: string) => string;
  }
}

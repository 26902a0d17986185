/**
 * Inline Markdown as a tree that a browser can show without turning text into markup: a text, or an element
 * with its children. Only a link has an address.
 */
export type InlineTree =
  string | { tag: 'em' | 'strong' | 'code' | 'a' | 'del'; href?: string; children: InlineTree[] };

/** Names of the elements that such a tree may have. */
export const inlineTags = ['em', 'strong', 'code', 'a', 'del'] as const;

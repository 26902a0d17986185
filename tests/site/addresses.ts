import type { HTMLElement } from 'node-html-parser';

/** An address in a page, and the element and attribute that hold it. */
export interface Address {
  value: string;
  tag: string;
  attribute: string;
}

const attributes = [
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'data',
  'xlink:href',
  'data-src',
  'data-href',
  'cite',
];
/** Names in `<meta>` whose content is an address. */
const metaNames = new Set(['og:url', 'og:image', 'twitter:image']);

/** Every address that a page mentions in its markup. */
export function addressesIn(document: HTMLElement): Address[] {
  return document.querySelectorAll('*').flatMap((element) => {
    const tag = element.tagName.toLowerCase();
    const found = attributes.flatMap((attribute) => {
      const value = element.getAttribute(attribute);
      return value === undefined ? [] : [{ value, tag, attribute }];
    });
    for (const { url } of sourceSet(element)) found.push({ value: url, tag, attribute: 'srcset' });
    const name = element.getAttribute('property') ?? element.getAttribute('name') ?? '';
    const content = element.getAttribute('content') ?? '';
    if (tag === 'meta' && metaNames.has(name)) found.push({ value: content, tag, attribute: name });
    const refresh = element.getAttribute('http-equiv') === 'refresh' ? /url=(.*)$/i.exec(content)?.[1] : undefined;
    if (refresh) found.push({ value: refresh, tag, attribute: 'refresh' });
    return found;
  });
}

function sourceSet(element: HTMLElement): { url: string }[] {
  const value = element.getAttribute('srcset') ?? element.getAttribute('imagesrcset') ?? '';
  return value
    .split(',')
    .map((part) => ({ url: part.trim().split(/\s+/)[0] ?? '' }))
    .filter(({ url }) => url !== '');
}

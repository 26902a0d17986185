/** Marks the section that is being read in the table of contents beside the text. */
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.rail-toc a')].map((link) => [link.hash.slice(1), link]),
);
const headings = [...document.querySelectorAll('main :is(h2, h3)[id]')].filter(({ id }) => links.has(id));

/** A heading is current from the moment it has passed the upper third of the window until the next one has. */
function mark(): void {
  const line = innerHeight / 3;
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < line)?.id;
  for (const [id, link] of links) {
    if (id === current) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
}

const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
for (const heading of headings) observer.observe(heading);

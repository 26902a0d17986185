/** Marks the section that is being read in the table of contents beside the text. */
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.rail .toc a')].map((link) => [link.hash.slice(1), link]),
);
const headings = [...document.querySelectorAll('main :is(h2, h3)[id]')].filter(({ id }) => links.has(id));

/** Keeps the marked entry in sight without moving the page. */
function show(link: HTMLElement): void {
  const rail = link.closest('.rail');
  if (!rail) return;
  const { top, bottom } = link.getBoundingClientRect();
  const frame = rail.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) rail.scrollTop += top - frame.top - frame.height / 3;
}

/** A heading is current from the moment it has passed the upper third of the window until the next one has. */
function mark(): void {
  const line = innerHeight / 3;
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < line)?.id;
  for (const [id, link] of links) {
    if (id === current) {
      link.setAttribute('aria-current', 'location');
      show(link);
    } else link.removeAttribute('aria-current');
  }
}

/** At most once a frame; an IntersectionObserver would miss a jump from the middle of one section into another. */
let waiting = false;
addEventListener(
  'scroll',
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  },
  { passive: true },
);

const here = document.querySelector<HTMLElement>('.rail [aria-current="page"]');
if (here) show(here);

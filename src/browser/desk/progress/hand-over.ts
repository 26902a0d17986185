import { element } from '../element.ts';

const prefix = '#hand-over=';
/** Longest link that messengers and browsers pass on whole, and longest that a phone still scans as a code. */
const longest = { link: 16_000, code: 1_400 };

/** The link that carries a text to another device. */
async function handOverLink(text: string): Promise<string> {
  const packed = await bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')), Infinity);
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  const code = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${location.origin}${location.pathname}${prefix}${code}`;
}

/**
 * The text that a link fragment hands over; undefined when it is none.
 * @param most characters that are unpacked; what is longer comes back as it is, too long to be read
 */
export async function handOverText(fragment: string, most: number): Promise<string | undefined> {
  if (!fragment.startsWith(prefix)) return undefined;
  try {
    const binary = atob(fragment.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new TextDecoder().decode(await bytesOf(stream, most + 1));
  } catch {
    // What was cut off on the way is told like a file that was.
    return '';
  }
}

/** Makes the link, with a code to scan where it is short enough. */
export function setUpHandOver(button: HTMLButtonElement, place: HTMLElement, text: () => string): void {
  button.addEventListener('click', async () => {
    const link = await handOverLink(text());
    if (link.length > longest.link) {
      place.replaceChildren(
        element('p', {}, 'You have done too much for a link. Export a file and import it on the other device.'),
      );
      return;
    }
    const field = element('input', { type: 'text', readOnly: true, value: link, 'data-hand-over-link': '' });
    const copy = element('button', { type: 'button' }, 'Copy');
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(link);
        copy.textContent = 'Copied';
      } catch {
        field.select();
      }
    });
    field.addEventListener('focus', () => field.select());
    const code =
      link.length <= longest.code
        ? [await qrCode(link)]
        : [
            element(
              'p',
              { className: 'aside' },
              'The link is too long for a code that a phone can scan. Send it to yourself.',
            ),
          ];
    place.replaceChildren(element('p', { className: 'fields' }, element('label', {}, 'Link ', field), copy), ...code);
  });
}

/** A code to scan, drawn here: the link never leaves the page. */
async function qrCode(text: string): Promise<SVGElement> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute('d', squares.join(''));
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', 'qr-code');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'The link as a QR code');
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.append(path);
  return svg;
}

/** All bytes of a stream, or the first that are more than `most`. */
async function bytesOf(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length <= most) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

import type { APIRoute } from 'astro';
import { withBase } from '../handbook/links.ts';
import { load } from '../load.ts';

/** What a browser needs to install the site beside its other applications. */
export const GET: APIRoute = () => {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  const { name, description, language } = load().handbook.cohort;
  const icon = (size: number) => ({
    src: withBase(`/icon-${size}.png`, base),
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  return new Response(
    JSON.stringify({
      id: base,
      name,
      short_name: name.length <= 30 ? name : `${name.slice(0, 29)}…`,
      description,
      lang: language,
      start_url: base,
      scope: base,
      display: 'standalone',
      background_color: '#fdfcfa',
      theme_color: '#fdfcfa',
      icons: [icon(192), icon(512)],
    }),
    { headers: { 'Content-Type': 'application/manifest+json' } },
  );
};

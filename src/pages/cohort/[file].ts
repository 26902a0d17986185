import type { APIRoute, GetStaticPaths } from 'astro';
import { cohortAsset, cohortAssets } from '../../disk/cohort-assets.ts';
import { cohortStyles, hasStyles } from '../../handbook/cohort-styles.ts';
import { withBase } from '../../handbook/links.ts';
import { load } from '../../load.ts';

const styles = 'theme.css';

export const getStaticPaths: GetStaticPaths = () => {
  const { cohort } = load().handbook;
  return [...cohortAssets(cohort), ...(hasStyles(cohort) ? [styles] : [])].map((file) => ({ params: { file } }));
};

/** The cohort's logo and fonts, as they are, and the style sheet with its colours. */
export const GET: APIRoute = ({ params: { file = '' } }) =>
  file === styles
    ? new Response(
        cohortStyles(load().handbook.cohort, (name) => withBase(`/cohort/${name}`, import.meta.env.BASE_URL)),
        { headers: { 'Content-Type': 'text/css; charset=utf-8' } },
      )
    : new Response(cohortAsset(file));

import type { APIRoute, GetStaticPaths } from 'astro';
import { artefactBytes, artefactPaths, servedPath } from '../../components/kit/artefact.ts';

export const getStaticPaths: GetStaticPaths = () =>
  artefactPaths().map((file) => ({ params: { path: servedPath(file) }, props: { file } }));

/** The files that pages include, as they are, to download. */
export const GET: APIRoute = ({ props }) => new Response(artefactBytes(String(props['file'])));

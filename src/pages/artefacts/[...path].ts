import type { APIRoute, GetStaticPaths } from 'astro';
import { artefactBytes, artefactPaths } from '../../components/kit/artefact.ts';

export const getStaticPaths: GetStaticPaths = () => artefactPaths().map((path) => ({ params: { path } }));

/** The files that pages include, as they are, to download. */
export const GET: APIRoute = ({ params }) => new Response(artefactBytes(params['path'] ?? ''));

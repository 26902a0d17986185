import type { APIRoute, GetStaticPaths } from 'astro';
import { readStarterKit, starterKitIds } from '../../disk/starter-kits.ts';

export const getStaticPaths: GetStaticPaths = () => starterKitIds().map((kit) => ({ params: { kit } }));

/** The starter kits, to download. */
export const GET: APIRoute = ({ params }) => new Response(readStarterKit(params['kit'] ?? '').zip);

import { z } from 'zod';
import { blockOutline, metricsOutline, outlinePhase, programmeOutline, type moduleOutline } from './outline.ts';
import { aliases, citations } from './parts.ts';
import { week } from './week.ts';
import { staffModule } from './module.ts';

/** A track: the roadmap with its phases, or a track made of blocks. */
const track = z.strictObject({
  kind: z.literal('track'),
  outline: z
    .strictObject({ title: z.string().min(1), phases: z.array(outlinePhase).default([]) })
    .describe('Phases in order; empty for a track that is made of blocks.'),
  aliases,
});

/** A block of the Staff track. Its modules name it; they are not listed again here. */
const block = z.strictObject({ kind: z.literal('block'), outline: blockOutline, aliases });

const programme = z.strictObject({ kind: z.literal('programme'), outline: programmeOutline, aliases, sources: citations });

const metrics = z.strictObject({ kind: z.literal('metrics'), outline: metricsOutline, aliases });

/** Any other page. */
const page = z.strictObject({ kind: z.literal('page'), aliases, sources: citations });

/** What Starlight's own frontmatter is extended by: one strict shape for each kind of page. */
export const pageSchema = z.discriminatedUnion('kind', [week, staffModule, track, block, programme, metrics, page]);

/** Frontmatter of a page, by kind, beyond its title and description. */
export type PageData = z.infer<typeof pageSchema>;
export type PageKind = PageData['kind'];
export type DataOf<K extends PageKind> = Extract<PageData, { kind: K }>;
export type ModuleOutline = z.infer<typeof moduleOutline>;

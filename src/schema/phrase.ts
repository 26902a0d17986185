import { z } from 'zod';
import { plain } from './text.ts';

/**
 * What readers type who need a page and do not know its words: the symptom, the everyday name, a question.
 * By the id of the section that answers it; `top` is the page as a whole. The search takes each phrase for
 * another name of that section.
 */
export const phrase = z.record(z.string(), z.array(plain.max(90)).min(1));
export type PhraseData = z.infer<typeof phrase>;

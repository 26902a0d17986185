/** One story as written on its card. Texts may be empty; the check says which may not. */
export interface Card {
  headline: string;
  ambiguity: string;
  options: { name: string; cost: string; given_up: string; chosen?: boolean }[];
  others: { who: string; did: string }[];
  leverage: string;
  outcome: { baseline: string; result: string; period: string; guardrail: string; cost: string };
  attribution: { also_changed: string; confidence: string; counterfactual: string };
  learning: { lesson: string; proof: string };
  evidence: string[];
  competencies: string[];
}

const count = (text: string) => text.split(/\s+/).filter(Boolean).length;

// #region check
/** What an interviewer will find missing in a story; empty when it can be rehearsed. Limits are house figures. */
export function checkCard(card: Card): string[] {
  const { outcome, options } = card;
  const length = count(card.headline);
  const missing = (['baseline', 'period', 'guardrail', 'cost'] as const).filter((field) => !outcome[field]);
  const problems = [
    length > 35 && `headline: ${length} words; 35 are the limit`,
    !card.ambiguity && 'ambiguity: nothing was unknown, contested or unowned',
    options.length < 2 && `options: ${options.length}; a decision needs two`,
    options.some(({ chosen, given_up }) => chosen && !given_up) && 'options: the chosen one gave nothing up',
    card.others.length < 2 && `others: ${card.others.length}; name two people and what they did`,
    !card.leverage && 'leverage: nothing went on without you',
    missing.length > 0 && `outcome without ${missing.join(', ')}`,
    !card.attribution.also_changed && 'attribution: nothing else changed, apparently',
    !card.learning.proof && 'learning: no proof that it held',
    card.evidence.length === 0 && 'evidence: none',
    card.competencies.length > 3 && `used for ${card.competencies.length} competencies; 3 are the limit`,
  ];
  return problems.filter((problem) => problem !== false);
}
// #endregion check

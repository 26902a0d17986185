/** The part of a JSON Schema that the check reads. */
export interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  enum?: unknown[];
  items?: Shape;
}
export interface Finding {
  rule: string;
  at: string;
}
/** `expires` is the last day on which the waiver holds, as YYYY-MM-DD. */
export interface Waiver extends Finding {
  approvedBy: string;
  expires: string;
}

// #region diff
/** Compares two versions of a response or of a request, and names each change that can break a consumer. */
export function breaking(before: Shape, after: Shape, side: 'request' | 'response', at = '$'): Finding[] {
  const found: Finding[] = [];
  if (before.type !== after.type) found.push({ rule: 'type-changed', at });
  const was = new Set(before.required);
  const is = new Set(after.required);
  for (const [name, shape] of Object.entries(before.properties ?? {})) {
    const next = after.properties?.[name];
    if (next === undefined) found.push({ rule: `${side}-field-removed`, at: `${at}.${name}` });
    else found.push(...breaking(shape, next, side, `${at}.${name}`));
    // A response may promise more than before; it must not promise less.
    if (side === 'response' && next !== undefined && was.has(name) && !is.has(name))
      found.push({ rule: 'response-field-optional', at: `${at}.${name}` });
  }
  // A request may ask for less than before; it must not ask for more.
  if (side === 'request')
    for (const name of is) if (!was.has(name)) found.push({ rule: 'request-field-required', at: `${at}.${name}` });
  found.push(...values(before, after, side, at));
  if (before.items && after.items) found.push(...breaking(before.items, after.items, side, `${at}[]`));
  return found;
}

/** A request must go on accepting every value it accepted; a response must not send one that nobody expects. */
function values(before: Shape, after: Shape, side: 'request' | 'response', at: string): Finding[] {
  const was = before.enum ?? [];
  const is = after.enum ?? was;
  if (side === 'request') return was.every((value) => is.includes(value)) ? [] : [{ rule: 'request-enum-narrowed', at }];
  const isWider = before.enum !== undefined && is.some((value) => !was.includes(value));
  return isWider ? [{ rule: 'response-enum-widened', at }] : [];
}
// #endregion diff

// #region waive
/** What is left after waivers that are approved, name the rule and the place, and have not expired. */
export function unwaived(findings: Finding[], waivers: Waiver[], today: string): Finding[] {
  const holds = ({ rule, at }: Finding) =>
    waivers.some((w) => w.rule === rule && w.at === at && w.approvedBy !== '' && today <= w.expires);
  return findings.filter((finding) => !holds(finding));
}
// #endregion waive

const FOUR_EYES = 50_000;
const same = (a, b) => a !== undefined && a !== null && a === b;
const ownOnly = (who, what) => [same(who.customerId, what.customerId), 'owner'];
const regionOnly = (who, what) => [same(who.region, what.region), 'region'];
const refund = (limit) => (who, what) =>
  same(who.region, what.region) ? [what.amountCents <= limit, 'limit'] : [false, 'region'];
const approval = (who, what) => {
  const [allowed, reason] = refund(100_000)(who, what);
  if (!allowed) return [false, reason];
  return [what.amountCents <= FOUR_EYES || (Boolean(what.requestedBy) && what.requestedBy !== who.id), 'four eyes'];
};

const rules = {
  customer: { 'order:read': ownOnly, 'order:cancel': ownOnly, 'customer:read': ownOnly },
  agent: { 'order:read': regionOnly, 'customer:read': regionOnly, 'refund:create': refund(10_000) },
  manager: { 'order:read': regionOnly, 'customer:read': regionOnly, 'refund:create': refund(100_000), 'refund:approve': approval },
  auditor: { 'audit:read': () => [true, 'auditor'] },
  partner: {
    'order:read': (who, what) => [Boolean(who.scopes?.includes('orders:read')) && same(who.partnerId, what.partnerId), 'partner'],
  },
};

/** Whether a principal may do this to that. What no rule allows is denied. */
export function authorize(who, action, what) {
  const [allow, reason] = rules[who.role]?.[action]?.(who, what) ?? [false, 'no rule'];
  return { allow, reason };
}

/** The policy of the shop as one pure function: no request, no database, no clock. */

export type Role = 'customer' | 'agent' | 'manager' | 'auditor' | 'partner';
export type Action =
  | 'order:read'
  | 'order:cancel'
  | 'customer:read'
  | 'refund:create'
  | 'refund:approve'
  | 'audit:read';

export interface Principal {
  id: string;
  role: Role;
  customerId?: number;
  region?: string;
  partnerId?: string;
  scopes?: readonly string[];
}

/** What of a resource the policy may look at. */
export interface Resource {
  customerId?: number;
  region?: string;
  partnerId?: string | null;
  amountCents?: number;
  requestedBy?: string;
}

export interface Decision {
  allow: boolean;
  reason: string;
}

const FOUR_EYES_CENTS = 50_000;
const LIMIT_CENTS = { agent: 10_000, manager: 100_000 } as const;

const own = (who: Principal, what: Resource): boolean =>
  who.customerId !== undefined && who.customerId === what.customerId;
const sameRegion = (who: Principal, what: Resource): boolean =>
  who.region !== undefined && who.region === what.region;
const decide = (allow: boolean, reason: string): Decision => ({ allow, reason });

// #region policy
type Rule = (who: Principal, what: Resource) => Decision;

const ownOnly: Rule = (who, what) => decide(own(who, what), 'owner');
const regionOnly: Rule = (who, what) => decide(sameRegion(who, what), 'region');
const refund =
  (limit: number): Rule =>
  (who, what) => {
    if (!sameRegion(who, what)) return decide(false, 'region');
    return decide((what.amountCents ?? Infinity) <= limit, 'limit');
  };
const approval: Rule = (who, what) => {
  const amount = what.amountCents ?? Infinity;
  if (amount > LIMIT_CENTS.manager) return decide(false, 'limit');
  if (!sameRegion(who, what)) return decide(false, 'region');
  const another = what.requestedBy !== undefined && what.requestedBy !== who.id;
  return decide(amount <= FOUR_EYES_CENTS || another, 'four eyes');
};

const rules: Record<Role, Partial<Record<Action, Rule>>> = {
  customer: { 'order:read': ownOnly, 'order:cancel': ownOnly, 'customer:read': ownOnly },
  agent: {
    'order:read': regionOnly,
    'customer:read': regionOnly,
    'refund:create': refund(LIMIT_CENTS.agent),
  },
  manager: {
    'order:read': regionOnly,
    'customer:read': regionOnly,
    'refund:create': refund(LIMIT_CENTS.manager),
    'refund:approve': approval,
  },
  auditor: { 'audit:read': () => decide(true, 'auditor') },
  partner: {
    'order:read': (who, what) =>
      decide(
        Boolean(who.scopes?.includes('orders:read')) &&
          who.partnerId !== undefined &&
          who.partnerId === what.partnerId,
        'partner',
      ),
  },
};

/** Whether a principal may do this to that. What no rule allows is denied. */
export const authorize = (who: Principal, action: Action, what: Resource): Decision =>
  rules[who.role][action]?.(who, what) ?? decide(false, 'no rule');
// #endregion policy

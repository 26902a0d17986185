/**
 * Enough of Cedar to run the policies of this page, with Cedar's rules of decision. It knows
 * permit and forbid, one action or any, when and unless, `&&`, `==`, `>=`, `has` and attributes;
 * for anything else it throws. Real systems use Cedar itself.
 */
type Value = string | number | boolean;
type Attributes = Record<string, Value>;

export interface Request {
  action: string;
  principal: Attributes;
  resource: Attributes;
  context: Attributes;
}
interface Policy {
  id: string;
  effect: string;
  action: string | undefined;
  applies: (request: Request) => boolean;
}
export interface Decision {
  decision: 'allow' | 'deny';
  /** Policies that decided. */
  reasons: string[];
  /** Policies that were skipped because they failed. */
  errors: string[];
}

// #region decide
/** Default deny; forbid overrides permit; a policy that fails is skipped and reported. */
export function decide(policies: Policy[], request: Request): Decision {
  const permits: string[] = [];
  const forbids: string[] = [];
  const errors: string[] = [];
  for (const { id, effect, action, applies } of policies) {
    if (action !== undefined && action !== request.action) continue;
    try {
      if (applies(request)) (effect === 'permit' ? permits : forbids).push(id);
    } catch {
      errors.push(id); // the forbid that failed here forbids nothing
    }
  }
  const allowed = permits.length > 0 && forbids.length === 0;
  return { decision: allowed ? 'allow' : 'deny', reasons: forbids.length > 0 ? forbids : permits, errors };
}
// #endregion decide

const shape =
  /^@id\("([\w-]+)"\) (permit|forbid) \(principal, action(?: == Action::"(\w+)")?, resource\) (when|unless) \{ (.+) \}$/;

/**
 * Policies from Cedar text.
 *
 * @throws when a policy is outside the subset
 */
export function parsePolicies(text: string): Policy[] {
  const plain = text.replace(/\/\/.*$/gm, '').replace(/\s+/g, ' ');
  const statements = plain.split(';').flatMap((statement) => statement.trim() || []);
  return statements.map((statement) => {
    const [, id, effect, action, keyword, condition] = shape.exec(statement) ?? [];
    if (id === undefined || effect === undefined || condition === undefined)
      throw new Error(`outside the subset: ${statement}`);
    const terms = condition.split(' && ').map(parseTerm);
    const wanted = keyword === 'when';
    return { id, effect, action, applies: (request) => terms.every((term) => term(request)) === wanted };
  });
}

function parseTerm(text: string): (request: Request) => boolean {
  const [left = '', operator = '', right = '', ...more] = text.split(' ');
  if (more.length > 0) throw new Error(`outside the subset: ${text}`);
  if (operator === 'has') return (request) => right in recordOf(left, request);
  if (operator === '==') return (request) => valueOf(left, request) === valueOf(right, request);
  if (operator === '>=') return (request) => Number(valueOf(left, request)) >= Number(valueOf(right, request));
  throw new Error(`outside the subset: ${text}`);
}

function recordOf(name: string, { principal, resource, context }: Request): Attributes {
  const record = { principal, resource, context }[name];
  if (record === undefined) throw new Error(`no record ${name}`);
  return record;
}

/** A literal, or an attribute, whose absence is an error as in Cedar. */
function valueOf(text: string, request: Request): Value {
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1);
  if (/^\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  const [record = '', attribute = ''] = text.split('.');
  const value = recordOf(record, request)[attribute];
  if (value === undefined) throw new Error(`${text} is missing`);
  return value;
}

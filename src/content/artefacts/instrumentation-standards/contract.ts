/** The telemetry contract as code: the same rules judge a build, a running service and the scorecard. */

// #region rules
export const resource = [
  'service.name',
  'service.namespace',
  'service.version',
  'service.instance.id',
  'deployment.environment.name',
] as const;
export const required = [...resource, 'trace_id', 'span_id', 'http.route'] as const;

/** A span, or a log record written during a request, with its resource. */
export type Telemetry = Readonly<Record<string, string | number | undefined>>;

const secret = /pass(word|wd)|secret|token|authorization|cookie|api[-_.]?key/i;
/** A path segment that is a value and not a name: digits, long hexadecimals, UUIDs. `v2` is a name. */
const value = /^(\d+|[0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The server's side of an HTTP request; only it knows a route. */
export const isServed = (record: Telemetry): boolean => record['span.kind'] === 'server' && record['http.request.method'] !== undefined;
export const isSecret = (key: string): boolean => secret.test(key);
export const isTemplate = (route: string): boolean => !route.split(/[/?=&]/).some((part) => value.test(part));

/** What is wrong with a record, in words for a build log; empty when it keeps the contract. */
export function violations(record: Telemetry): string[] {
  const owed = required.filter((field) => field !== 'http.route' || isServed(record));
  const missing = owed.filter((field) => !record[field]).map((field) => `${field} is missing`);
  const named = String(record['service.name']).startsWith('unknown_service') ? ['service.name is the default of the SDK'] : [];
  const raw = isTemplate(String(record['http.route'] ?? '')) ? [] : [`http.route is a path: ${record['http.route']}`];
  const secrets = Object.keys(record).filter(isSecret);
  return [...missing, ...named, ...raw, ...secrets.map((key) => `${key} must not leave the process`)];
}
// #endregion rules

const modules = [
  ...['scope-shift', 'staff-archetypes', 'consistency-models', 'graceful-degradation', 'failure-behavior'],
  ...['retry-strategy', 'idempotency', 'service-boundaries', 'data-architecture', 'overload-control'],
  ...['api-governance', 'migrations', 'observability-foundations', 'golden-signals', 'slos-and-error-budgets'],
  ...['alerting-quality', 'incident-leadership', 'postmortems', 'observability-at-scale', 'instrumentation-standards'],
  ...['threat-modeling', 'authn-authz', 'secure-defaults', 'data-governance', 'encryption', 'compliance-by-design'],
  ...['leading-without-authority', 'influence', 'technical-communication', 'technical-storytelling'],
  ...['strategy-and-vision', 'conflict-and-decisions', 'mentorship-at-scale', 'managing-up', 'principal-enablement'],
];
const blocks = ['week-1', 'week-2', 'weeks-3-8', 'weeks-9-12', 'weeks-13-14', 'weeks-15-20'];
const weeks = Array.from({ length: 24 }, (_, index) => `week-${String(index + 1).padStart(2, '0')}`);

/** Addresses that were promised: other sites, bookmarks and forks rely on them. */
export const promisedAddresses: readonly string[] = [
  ...[
    '/',
    '/weeks/',
    '/modules/',
    '/tracks/roadmap/',
    '/tracks/staff/',
    '/glossary/',
    '/tools/',
    '/readings/',
    '/projects/',
  ],
  ...weeks.map((id) => `/weeks/${id}/`),
  ...modules.map((id) => `/modules/${id}/`),
  ...blocks.map((id) => `/tracks/staff/${id}/`),
];

/** What a service says of itself in service.yaml; anything may be missing. */
export interface Service {
  service?: { name?: string; namespace?: string; version?: string };
  owner?: { team?: string; rota?: string; runbook?: string };
  tier?: number;
  /** Milliseconds within which it answers its own callers. */
  deadline_ms?: number;
  telemetry?: { exporter?: string; propagators?: string[] };
  calls?: Call[];
  exemptions?: Exemption[];
}

interface Call {
  to: string;
  timeout_ms?: number;
  retries?: number;
  idempotent?: boolean;
  /** Share of calls that may be retries, 0 to 1. */
  retry_budget?: number;
}

interface Exemption {
  rule: string;
  reason: string;
  owner: string;
  /** Last day, as 2027-03-31. */
  until: string;
}

const calls = (service: Service) => service.calls ?? [];

// #region rules
/** One rule for each MUST of the standard; true means kept. */
export const rules: Record<string, (service: Service) => boolean> = {
  'SB-01': ({ service }) => Boolean(service?.name && service.namespace && service.version),
  'SB-02': ({ telemetry }) => telemetry?.exporter === 'otlp',
  'SB-03': ({ telemetry }) => telemetry?.propagators?.includes('tracecontext') ?? false,
  'SB-04': (service) => calls(service).every((call) => call.timeout_ms !== undefined),
  'SB-05': (service) =>
    calls(service).every(
      ({ timeout_ms = 0, retries = 0 }) => timeout_ms * (1 + retries) <= (service.deadline_ms ?? 0),
    ),
  'SB-06': (service) => calls(service).every(({ retries = 0, idempotent }) => retries === 0 || (retries === 1 && idempotent)),
  'SB-07': (service) => calls(service).every(({ retries = 0, retry_budget = 1 }) => retries === 0 || retry_budget <= 0.1),
  'SB-08': ({ owner }) => Boolean(owner?.team && owner.rota),
  'SB-09': ({ owner, tier }) => Boolean(owner?.runbook && tier),
};

/**
 * Rules that a service breaks and has no valid exemption from.
 *
 * @param today as 2026-11-21; an exemption holds through its last day
 */
export function broken(service: Service, today: string): string[] {
  const exempt = (service.exemptions ?? []).filter(({ until }) => until >= today).map(({ rule }) => rule);
  return Object.entries(rules)
    .filter(([id, keeps]) => !keeps(service) && !exempt.includes(id))
    .map(([id]) => id);
}
// #endregion rules

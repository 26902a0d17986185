import { type Telemetry, violations } from './contract.ts';

/** A span as the store returns it, with the fields of the contract beside its place in the trace. */
export type Span = Telemetry & { trace_id: string; span_id: string; parent?: string; 'service.name': string };

// #region scorecard
/** Share of spans that keep the contract. */
export const coverage = (spans: readonly Span[]): number => spans.filter((span) => violations(span).length === 0).length / spans.length;

/** Traces by id, each with the services in it. */
function services(spans: readonly Span[]): Map<string, Set<string>> {
  const traces = new Map<string, Set<string>>();
  for (const span of spans) traces.set(span.trace_id, (traces.get(span.trace_id) ?? new Set()).add(span['service.name']));
  return traces;
}

/** Of the traces that entered at the first service of a path, the share that contains every service of it. */
export function completeness(spans: readonly Span[], path: readonly string[]): number {
  const entered = [...services(spans).values()].filter((trace) => trace.has(path[0] ?? ''));
  return entered.filter((trace) => path.every((service) => trace.has(service))).length / entered.length;
}

/** Roots per service that is not an entry. Each is a hand-over at which the context was lost, and says where. */
export function orphanRoots(spans: readonly Span[], entries: ReadonlySet<string>): Map<string, number> {
  const orphans = new Map<string, number>();
  for (const { parent, 'service.name': service } of spans)
    if (parent === undefined && !entries.has(service)) orphans.set(service, (orphans.get(service) ?? 0) + 1);
  return orphans;
}
// #endregion scorecard

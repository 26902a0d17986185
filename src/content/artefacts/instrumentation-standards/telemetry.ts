/** What services import instead of an SDK: it owns names, limits and redaction. Node, no dependencies. */
import { isSecret, isTemplate, resource, type Telemetry } from './contract.ts';

// #region wrapper
/** RFC 9110 and PATCH; anything else is one value, or a stranger could invent series. */
const methods = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);
/** Attributes that teams may add: listed namespaces, and nothing that looks like a secret. */
const allowed = /^(app|error|messaging|rpc)\./;
const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]; // seconds

export interface Options {
  env: Readonly<Record<string, string | undefined>>;
  /** In CI a broken contract throws; in production it is counted, and the request goes on. */
  strict: boolean;
  context: () => { traceId: string; spanId: string } | undefined;
  /** Hands a record to the exporter's queue; false when the queue is full. */
  send: (record: Telemetry) => boolean;
}

/**
 * Reads OTEL_RESOURCE_ATTRIBUTES ("key=value,key=value", percent-encoded) and OTEL_SERVICE_NAME, which wins.
 * A list that cannot be decoded is discarded whole, as the specification asks; its fields then count as not set.
 */
export function readResource(env: Options['env']): Telemetry {
  const pairs = (env['OTEL_RESOURCE_ATTRIBUTES'] ?? '').split(',').map((pair) => pair.split('='));
  const read: Record<string, string> = {};
  try {
    Object.assign(read, Object.fromEntries(pairs.map(([key = '', value = '']) => [key.trim(), decodeURIComponent(value)])));
  } catch {
    // A typo in the environment must not stop a service.
  }
  const name = env['OTEL_SERVICE_NAME'] ?? read['service.name'] ?? 'unknown_service';
  return { ...read, 'service.name': name };
}

/**
 * Starts telemetry for one process.
 * @throws in strict mode when a resource attribute is missing or a route is a raw path
 */
export function startTelemetry({ env, strict, context, send }: Options) {
  const identity = readResource(env);
  const counts = { dropped: 0, redacted: 0, refused: 0 };
  const refuse = (why: string): void => {
    if (strict) throw new Error(why);
    counts.refused++;
  };
  for (const field of resource) if (!identity[field]) refuse(`${field} is not set`);
  if (identity['service.name'] === 'unknown_service') refuse('OTEL_SERVICE_NAME is not set');

  /** Drops what is not allowed and counts it. Values are never inspected, so keys must be honest. */
  const redact = (attributes: Telemetry): Telemetry => {
    const kept = Object.entries(attributes).filter(([key]) => allowed.test(key) && !isSecret(key));
    counts.redacted += Object.keys(attributes).length - kept.length;
    return Object.fromEntries(kept);
  };

  /** Starts the clock for one request; call what it returns with the status and the service's own attributes. */
  function httpServerTimer({ method, route }: { method: string; route: string }) {
    if (!isTemplate(route)) refuse(`http.route must be a template: ${route}`);
    const started = performance.now();
    return (status: number, own: Telemetry = {}): void => {
      const seconds = (performance.now() - started) / 1000;
      const sent = send({
        ...redact(own),
        ...identity,
        trace_id: context()?.traceId,
        span_id: context()?.spanId,
        'span.kind': 'server',
        'http.request.method': methods.has(method) ? method : '_OTHER',
        'http.route': isTemplate(route) ? route : '_OTHER',
        'http.response.status_code': status,
        'error.type': status >= 500 ? String(status) : undefined,
        le: bounds.find((bound) => seconds <= bound) ?? Infinity,
      });
      if (!sent) counts.dropped++; // the queue drops in silence unless somebody counts
    };
  }
  return { httpServerTimer, counts };
}
// #endregion wrapper

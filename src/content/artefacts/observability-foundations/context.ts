import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What travels with a request: which trace it belongs to, and which span is at work now. */
export interface Context {
  /** 32 hexadecimal digits, the same at every hop. */
  traceId: string;
  /** 16 hexadecimal digits, new at every hop. */
  spanId: string;
  parentId?: string;
  sampled: boolean;
}

const storage = new AsyncLocalStorage<Context>();
const hex = (bytes: number) => randomBytes(bytes).toString('hex');

// #region parse
const format = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent` header (W3C Trace Context); undefined when it is missing or invalid.
 * Version 00 ends after the flags; a later one may go on, and its first four fields are read all the same.
 */
export function parse(header: string | undefined): Omit<Context, 'spanId'> | undefined {
  const [, version, traceId, parentId, flags, more] = format.exec(header ?? '') ?? [];
  if (!traceId || !parentId || !flags || /^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  if (version === '00' && more !== undefined) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Runs `work` as one span of the trace in `header`, or of a new trace, which is then sampled. */
export function withSpan<T>(header: string | undefined, work: () => T): T {
  const incoming = parse(header) ?? { traceId: hex(16), sampled: true };
  return storage.run({ ...incoming, spanId: hex(8) }, work);
}
// #endregion parse

// #region use
/** The context of whatever is running, across `await`, timers and callbacks. */
export function current(): Context | undefined {
  return storage.getStore();
}

/** Headers for an outgoing request or message: the same trace, this span as parent. */
export function inject(headers: Record<string, string> = {}): Record<string, string> {
  const context = current();
  if (!context) return headers;
  return { ...headers, traceparent: `00-${context.traceId}-${context.spanId}-${context.sampled ? '01' : '00'}` };
}

/** One structured record, which carries the ids that join it to its trace. */
export function record(body: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const context = current();
  return { body, ...fields, ...(context && { trace_id: context.traceId, span_id: context.spanId }) };
}
// #endregion use

/** The trace that something belongs to, as text: the `traceparent` of https://www.w3.org/TR/trace-context/, version 00. */
import { type Context, isSpanContextValid, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';

const TRACE_PARENT = /^00-(?<traceId>[0-9a-f]{32})-(?<spanId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})$/;

/** Null for a text that is none; a caller's mistake there must not fail the request. */
export function readTraceParent(text: unknown): SpanContext | null {
  const parts = typeof text === 'string' ? TRACE_PARENT.exec(text)?.groups : undefined;
  if (parts === undefined) return null;
  const found: SpanContext = {
    traceId: String(parts.traceId),
    spanId: String(parts.spanId),
    traceFlags: Number.parseInt(String(parts.flags), 16),
    isRemote: true,
  };
  return isSpanContextValid(found) ? found : null;
}

export const writeTraceParent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

/** A context whose spans continue the trace; the root for null. */
export const contextOf = (parent: SpanContext | null): Context =>
  parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);

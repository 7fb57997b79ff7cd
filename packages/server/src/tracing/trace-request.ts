/** A request as a span. */
import { context, isSpanContextValid, type Span, SpanKind, trace } from '@opentelemetry/api';
import { inSpan } from './in-span.ts';
import { contextOf, readTraceParent, writeTraceParent } from './trace-parent.ts';

export interface TracedRequest {
  readonly method: string;
  /** The pattern of the address. */
  readonly route: string;
  /** Header of the caller. */
  readonly traceparent: unknown;
}

/**
 * Attributes after https://opentelemetry.io/docs/specs/semconv/http/. Continues the span of an instrumentation of HTTP where one is
 * loaded, else the trace of the caller. `work` is given what runs submitted by it should continue; null for no trace.
 */
export function traceRequest<T>(
  { method, route, traceparent }: TracedRequest,
  work: (span: Span, continued: string | null) => Promise<T>,
): Promise<T> {
  const given = readTraceParent(traceparent);
  const parent = trace.getSpan(context.active()) === undefined ? contextOf(given) : context.active();
  const attributes = { 'http.request.method': method, 'http.route': route };
  return inSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent, (span) => {
    // Without an SDK the span stands for the caller's, so that workers that have one still continue the trace.
    const here = span.spanContext();
    return work(span, isSpanContextValid(here) ? writeTraceParent(here) : null);
  });
}

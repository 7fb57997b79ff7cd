/** Work in a span. Without an SDK, which users load with `--import`, spans are empty and cost next to nothing. */
import {
  type Context,
  context,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** `parent` null = the span that is active here. A rejection ends the span as failed; its text, which may quote data, stays out. */
export function inSpan<T>(
  name: string,
  options: SpanOptions,
  parent: Context | null,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return trace.getTracer('assay').startActiveSpan(name, options, parent ?? context.active(), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

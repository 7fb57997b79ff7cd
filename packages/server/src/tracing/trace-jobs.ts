/** Attempts at jobs as spans that continue the trace of whoever submitted the job. */
import type { JobHandlers } from '@assay/jobs';
import { SpanKind } from '@opentelemetry/api';
import type { StoreTransaction } from '../store/store.ts';
import { inSpan } from './in-span.ts';
import { contextOf, readTraceParent } from './trace-parent.ts';

/** Attributes after https://opentelemetry.io/docs/specs/semconv/messaging/: a job is a message to the workers. */
export function traceJobs(handlers: JobHandlers<StoreTransaction>): JobHandlers<StoreTransaction> {
  const traced = Object.entries(handlers).map(([key, handler]) => [
    key,
    (...[job, attempt]: Parameters<typeof handler>) => {
      const attributes = {
        'messaging.system': 'assay',
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'messaging.destination.name': key,
        'messaging.message.id': job.id,
        'assay.job.attempt': attempt.attempt,
        ...(job.projectId === null ? {} : { 'assay.project.id': job.projectId }),
      };
      const parent = contextOf(readTraceParent(job.arguments.traceparent));
      return inSpan(`process ${key}`, { kind: SpanKind.CONSUMER, attributes }, parent, () =>
        handler(job, attempt),
      );
    },
  ]);
  return Object.fromEntries(traced);
}

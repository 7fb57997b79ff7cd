/** What a job's stream of events tells. */
import { z } from 'zod';
import { job, jobExample, jobReport, jobReportExample, jobStatus } from './job.ts';
import { jobLogExamples, jobLogLine } from './job-log.ts';
import { id, timestamp } from './scalars.ts';

const place = z.string().describe('Goes into `Last-Event-ID` to read on after this event');

const jobStatusChange = z
  .strictObject({
    job_id: id,
    status: jobStatus,
    at: timestamp.nullable().describe('When; null for `cancel_requested`, whose time is not kept'),
  })
  .meta({ id: 'JobStatusChange' });

export const jobEvent = z
  .discriminatedUnion('event', [
    z.strictObject({ id: place, event: z.literal('status'), data: jobStatusChange }),
    z.strictObject({ id: place, event: z.literal('progress'), data: jobReport }),
    z.strictObject({ id: place, event: z.literal('log'), data: jobLogLine }),
    z.strictObject({ id: place, event: z.literal('end'), data: job }),
  ])
  .meta({ id: 'JobEvent' });
export type JobEvent = z.output<typeof jobEvent>;

/** Of the answer's ids: the statuses told (6 = the end too), the lines of the log, the time of the progress. */
export const lastEventId = z
  .string()
  .regex(/^[0-6]-\d{1,9}-\d{1,15}$/, { error: 'must be the id of an event of this stream' })
  .optional()
  .describe('Id of the last event that the caller has had; the stream goes on after it');

export const jobEventExamples: JobEvent[] = [
  {
    id: '3-0-0',
    event: 'status',
    data: { job_id: jobExample.id, status: 'running', at: '2026-03-01T08:30:00.180Z' },
  },
  ...jobLogExamples.map((data): JobEvent => ({ id: `3-${data.line}-0`, event: 'log', data })),
  { id: '3-2-1772353804000', event: 'progress', data: jobReportExample },
  {
    id: '6-2-1772353860001',
    event: 'end',
    data: { ...jobExample, status: 'completed', completed_at: '2026-03-01T08:31:00.000Z' },
  },
];

/** What notifications tell: one event of a project. */
import { z } from 'zod';
import { id, timestamp } from './scalars.ts';

/** A subscription names those that it wants; see `notificationEventType` for what each is. */
export const NOTIFICATION_EVENT_TYPES = [
  'run.finished',
  'job.failed',
  'score.dropped',
  'gate.failed',
] as const;
export type NotificationEventType = (typeof NOTIFICATION_EVENT_TYPES)[number];

export const notificationEventType = z
  .enum(NOTIFICATION_EVENT_TYPES)
  .describe(
    'run.finished: a job ended, however it ended. job.failed: it ended in `error`; who subscribes to both gets this one instead. score.dropped: the score of a suite or table group fell. gate.failed: a quality gate said no',
  );

export const notificationEvent = z
  .strictObject({
    id: id.describe('The same in every delivery of this event, also to other notifications'),
    type: notificationEventType,
    timestamp: timestamp.describe('When it happened'),
    data: z
      .record(z.string(), z.unknown())
      .describe('Ids, counts, names of tables and columns, and links; never values of the data'),
  })
  .meta({ id: 'NotificationEvent' });
export type NotificationEvent = z.output<typeof notificationEvent>;

export const notificationEventExample: NotificationEvent = {
  id: '019c9fa1-aaaa-7aaa-8bbb-9c1d2e3f4a5b',
  type: 'run.finished',
  timestamp: '2026-03-01T09:30:02.204Z',
  data: {
    project_code: 'webshop',
    job: {
      id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
      job_key: 'run-tests',
      status: 'completed',
      source: 'scheduler',
      created_at: '2026-03-01T09:30:00.000Z',
      started_at: '2026-03-01T09:30:00.150Z',
      completed_at: '2026-03-01T09:30:02.204Z',
      error_message: null,
    },
    table_group: { id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b', name: 'sales' },
    test_suite: { id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b', name: 'Nightly checks' },
    score: { now: 0.982, before: 0.991 },
    tests: { passed: 122, failed: 1, warning: 0, error: 0, log: 1, dismissed: 0 },
    issues: null,
    changes: { against: '019c9a0c-11f0-7b61-8f0e-0a4c5d6e7f80', new: 1, remaining: 0, fixed: 0 },
    findings: [{ type: 'Required', table: 'orders', column: 'amount', status: 'Failed', new: true }],
    findings_left_out: 0,
    links: {
      job: '/api/v1/jobs/019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
      run: '/api/v1/test-runs/019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
      findings: '/api/v1/test-runs/019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b/results?status=Failed,Warning,Error',
      comparison: '/api/v1/test-runs/019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b/comparison',
    },
  },
};

import { z } from 'zod';
import { jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { runDetailFields, runOutcomeField } from './run-details.ts';
import { count, id, score, timestamp } from './scalars.ts';

export const testCounts = z
  .strictObject({
    passed: count,
    failed: count,
    warning: count,
    error: count,
    log: count,
    dismissed: count,
  })
  .describe('Results by status; dismissed ones are in no other count');

const testRunResult = z
  .strictObject({
    score,
    tests: testCounts,
  })
  .meta({ id: 'TestRunResult' });

const testRunDetails = z
  .strictObject({
    ...runDetailFields,
    test_suite_name: z.string(),
    duration_ms: z.number().min(0).nullable().describe('From start to end; null until it ended'),
  })
  .meta({ id: 'TestRunDetails' });

/** Exactly these seven keys, always present; `details` only when asked for. */
export const testRun = z
  .strictObject({
    id: id.describe('Also the id of the job'),
    status: jobStatus,
    test_suite_id: id,
    table_group_id: id,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    result: testRunResult.nullable().describe('Null until there is something to count'),
    details: testRunDetails.optional().describe('Only with `?include=details`'),
    outcome: runOutcomeField,
  })
  .meta({ id: 'TestRun' });
export type TestRun = z.output<typeof testRun>;
export const testRunPage = pageOf('TestRunPage', testRun);

export const testRunExample: TestRun = {
  id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
  status: 'completed',
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  started_at: '2026-03-01T09:30:00.050Z',
  completed_at: '2026-03-01T09:30:02.204Z',
  result: { score: 0.982, tests: { passed: 118, failed: 3, warning: 2, error: 0, log: 0, dismissed: 1 } },
};

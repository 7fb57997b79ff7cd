/** Events as runs would make them, for what shows and sorts them. */
import type { Job } from '@assay/contract';
import { type GateEventData, notificationEvent, type RunEventData } from '../event-data.ts';

const JOB: Job = {
  id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
  job_key: 'run-tests',
  status: 'completed',
  source: 'scheduler',
  created_at: '2026-03-01T09:30:00.000Z',
  claimed_at: '2026-03-01T09:30:00.100Z',
  started_at: '2026-03-01T09:30:00.150Z',
  completed_at: '2026-03-01T09:30:02.204Z',
  error_message: null,
};
const SALES = { id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b', name: 'sales' };
const NIGHTLY = { id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b', name: 'Nightly checks' };
const ADDRESS = 'https://assay.example.org/api/v1';

/** A completed test run with one new failure; changes replace whole fields. */
export const givenTestRun = (
  changes: Partial<Omit<RunEventData, 'job'>> = {},
  job: Partial<Job> = {},
): RunEventData => ({
  project_code: 'webshop',
  job: { ...JOB, ...job },
  table_group: SALES,
  test_suite: NIGHTLY,
  score: { now: 0.982, before: 0.991 },
  tests: { passed: 121, failed: 2, warning: 0, error: 0, log: 1, dismissed: 0 },
  issues: null,
  changes: { against: '019c9a0c-11f0-7b61-8f0e-0a4c5d6e7f80', new: 1, remaining: 1, fixed: 2 },
  findings: [
    { type: 'Required', table: 'orders', column: 'amount', status: 'Failed', new: true },
    { type: 'Row_Ct', table: 'customers', column: null, status: 'Failed', new: false },
  ],
  findings_left_out: 0,
  links: { job: `${ADDRESS}/jobs/${JOB.id}`, run: `${ADDRESS}/test-runs/${JOB.id}` },
  ...changes,
});

export const givenGate = (changes: Partial<GateEventData> = {}): GateEventData => ({
  project_code: 'webshop',
  gate: 'release',
  reasons: ['The score 0.94 is below 0.95.', '2 tests failed that passed before.'],
  job_id: JOB.id,
  table_group: SALES,
  test_suite: NIGHTLY,
  links: { job: `${ADDRESS}/jobs/${JOB.id}` },
  ...changes,
});

const HAPPENED_AT = new Date('2026-03-01T09:30:02.204Z');

export const givenEvent = (
  type: Parameters<typeof notificationEvent>[1],
  data: RunEventData | GateEventData,
) => notificationEvent('019c9fa1-aaaa-7aaa-8bbb-9c1d2e3f4a5b', type, HAPPENED_AT, data);

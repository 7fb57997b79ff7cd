import { describe, expect, it } from 'vitest';
import type { StoredProgress } from '../features/jobs/run-progress.ts';
import { describeRunLimit } from './describe-run-limit.ts';

const step = { key: 'col_profiling', label: 'Profiling columns', done: 3, total: 40, detail: null };
const progress: StoredProgress = {
  steps: [{ ...step, status: 'running' }],
  work: {
    tables: { done: 2, total: 7 },
    columns: { done: 3, total: 40 },
    tablesAtWork: ['orders', 'lines'],
    cells: { done: 1, total: 2 },
    elapsedMs: 1,
  },
};

describe('what is said of a run that took too long', () => {
  it('names the limit, the place and the remedy', () => {
    expect(describeRunLimit({ kind: 'timed_out', timeoutMs: 3_600_000 }, progress)).toBe(
      'The job took longer than its time-out of 1 hour and was stopped. It was at the step "Profiling columns", 2 of 7 tables done, at orders, lines. What was finished by then is kept. Take fewer tables or a sample, or let the server allow more (ASSAY_JOB_TIMEOUT).',
    );
    const deadline = new Date('2026-03-01T08:30:00Z');
    expect(describeRunLimit({ kind: 'deadline_passed', deadline }, progress)).toMatch(
      /2026-03-01 08:30:00 UTC.*"Profiling columns".*Submit it earlier, or with a later deadline\.$/,
    );
  });

  it.each([undefined, null, {}, { steps: [] }])('knows no place when nothing was reported: %j', (nothing) => {
    expect(describeRunLimit({ kind: 'timed_out', timeoutMs: 60_000 }, nothing)).toMatch(
      /^The job took longer than its time-out of 1 minute and was stopped\. What was finished/,
    );
  });
});

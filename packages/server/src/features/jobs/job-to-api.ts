/** Jobs as the API shows them. */

import type { Job, JobKey, JobLogLine, JobReport, JobSource } from '@assay/contract';
import { isTerminal, type JobRecord } from '@assay/jobs';
import type { JobLogLine as StoredLine } from '../../store/tables/job-log-table.ts';
import { estimateSecondsLeft } from './estimate-seconds-left.ts';
import { percentDone, type StoredProgress } from './run-progress.ts';

export const jobToApi = (job: JobRecord): Job => ({
  id: job.id,
  // Keys and sources are our own words; internal jobs, which have others, are never shown.
  job_key: job.key as JobKey,
  status: job.status,
  source: job.source as JobSource,
  created_at: job.createdAt.toISOString(),
  claimed_at: job.claimedAt?.toISOString() ?? null,
  started_at: job.startedAt?.toISOString() ?? null,
  completed_at: job.completedAt?.toISOString() ?? null,
  error_message:
    job.status === 'canceled' && job.canceledBy !== null
      ? `Canceled by ${job.canceledBy}.`
      : job.errorMessage,
});

export function reportToApi(job: JobRecord, now = new Date()): JobReport {
  const stored = (job.progress as StoredProgress | null) ?? { steps: [] };
  const { steps, work } = stored;
  return {
    job_id: job.id,
    status: job.status,
    steps: steps.map((step) => ({ ...step })),
    percent: job.status === 'completed' ? 100 : percentDone(stored),
    tables: work ? { ...work.tables } : null,
    columns: work ? { ...work.columns } : null,
    tables_at_work: isTerminal(job.status) ? [] : [...(work?.tablesAtWork ?? [])],
    estimated_seconds_left: estimateSecondsLeft(job, stored, now),
    ...attemptsToApi(job),
    started_at: job.startedAt?.toISOString() ?? null,
    updated_at: job.progressedAt?.toISOString() ?? null,
  };
}

const attemptsToApi = ({ attempt, maxAttempts, runAfter, lastFailure, deadline, status }: JobRecord) => ({
  attempt,
  max_attempts: maxAttempts,
  // A claim takes the time away; an end leaves it where it was.
  next_attempt_at: isTerminal(status) ? null : (runAfter?.toISOString() ?? null),
  deadline: deadline?.toISOString() ?? null,
  last_failure: lastFailure,
});

export const logLineToApi = ({ line, at, level, attempt, message, facts }: StoredLine): JobLogLine => ({
  line,
  at: at.toISOString(),
  level,
  attempt,
  message,
  facts: { ...facts },
});

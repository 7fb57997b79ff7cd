import type { JobSettings } from '../settings.ts';

/** What tests with real processes and the processes themselves agree on. */
export const SHORT_FOR_PROCESSES: Partial<JobSettings> = {
  leaseMs: 1_500,
  heartbeatMs: 300,
  pollMs: 200,
  graceMs: 300,
};

export const NOTE_SQL = 'INSERT INTO note (job_id, text) VALUES ($1::uuid, $2::text)';

import type { Idempotency } from '../job-spec.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';

/** Keeps that a request was answered with a job that was there, so that it gets the same answer when it comes again. */
export function rememberJoined(
  jobId: string,
  projectId: string | null,
  { key, fingerprint }: Idempotency,
): Statement {
  return statement(
    (bind) => `INSERT INTO joined_request (job_id, project_id, idempotency_key, fingerprint, joined_at)
VALUES (${bind(jobId, 'uuid')}, ${bind(projectId, 'uuid')}, ${bind(key, 'text')}, ${bind(fingerprint, 'text')}, ${CLOCK})
ON CONFLICT DO NOTHING`,
  );
}

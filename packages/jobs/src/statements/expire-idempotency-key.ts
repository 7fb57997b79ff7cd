import { IDEMPOTENCY_WINDOW_MS } from '../settings.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';

/** Frees a key whose window is over, so that it may stand for a new job. */
export function expireIdempotencyKey(projectId: string | null, key: string): Statement {
  return statement(
    (bind) => `UPDATE job SET idempotency_key = NULL, idempotency_fingerprint = NULL
 WHERE project_id IS NOT DISTINCT FROM ${bind(projectId, 'uuid')} AND idempotency_key = ${bind(key, 'text')}
   AND created_at < ${CLOCK} - ${bind(IDEMPOTENCY_WINDOW_MS, 'milliseconds')}`,
  );
}

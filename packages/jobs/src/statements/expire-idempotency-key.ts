import { IDEMPOTENCY_WINDOW_MS } from '../settings.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { hasIdempotencyKey } from './has-idempotency-key.ts';

/** Frees a key whose window is over, so that it may stand for a new job. */
export function expireIdempotencyKey(projectId: string | null, key: string): Statement {
  return statement((bind) => {
    const isTwin = hasIdempotencyKey(bind, projectId, key);
    const windowBegan = `${CLOCK} - ${bind(IDEMPOTENCY_WINDOW_MS, 'milliseconds')}`;
    return `WITH joined AS (DELETE FROM joined_request WHERE ${isTwin} AND joined_at < ${windowBegan})
UPDATE job SET idempotency_key = NULL, idempotency_fingerprint = NULL WHERE ${isTwin} AND created_at < ${windowBegan}`;
  });
}

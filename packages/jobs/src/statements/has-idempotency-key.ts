import type { Bind } from '../statement.ts';

/** Rows, of jobs or of requests that joined one, with this idempotency key in this project; null is the project of jobs without one. */
export const hasIdempotencyKey = (bind: Bind, projectId: string | null, key: string): string =>
  `project_id IS NOT DISTINCT FROM ${bind(projectId, 'uuid')} AND idempotency_key = ${bind(key, 'text')}`;

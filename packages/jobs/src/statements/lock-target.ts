import { type Statement, statement } from '../statement.ts';

/** Makes submissions for one target take turns until the transaction ends; see `whenBusy` in job-spec.ts. */
export function lockTarget(targetKey: string): Statement {
  return statement((bind) => `SELECT pg_advisory_xact_lock(hashtextextended(${bind(targetKey, 'text')}, 0))`);
}

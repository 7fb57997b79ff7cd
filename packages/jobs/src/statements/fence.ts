import type { Lease } from '../job-record.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { HOLDABLE_STATUSES } from '../status.ts';
import { heldBy } from '../transition.ts';

export interface FenceBounds {
  readonly leaseMs: number;
  readonly writeStatementMs: number;
}

/**
 * Opens a holder's transaction: proves the token and locks the job's row to the transaction's end, so that nobody takes
 * the job over between the proof and the writes it allows (claims and reaping skip locked rows). Gives the
 * job's `status`; no row means that the lease is lost.
 *
 * A frozen process would keep the row locked, and its job with it, for ever: PostgreSQL ends the session when it
 * idles for as long as a lease, or when one statement takes longer than `writeStatementMs`.
 */
export function fence(lease: Lease, { leaseMs, writeStatementMs }: FenceBounds): Statement {
  return statement(
    (bind) => `WITH bounds AS (
  SELECT set_config('idle_in_transaction_session_timeout', ${bind(String(leaseMs), 'text')}, true),
         set_config('statement_timeout', ${bind(String(writeStatementMs), 'text')}, true))
UPDATE job SET lease_until = ${CLOCK} + ${bind(leaseMs, 'milliseconds')} FROM bounds
 WHERE ${heldBy(bind, lease, HOLDABLE_STATUSES).join(' AND ')} RETURNING job.status`,
  );
}

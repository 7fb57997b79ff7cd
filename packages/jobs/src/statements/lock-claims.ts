import { type Statement, statement } from '../statement.ts';
import { isAbandoned } from './at-work.ts';

/** Any two numbers do, as long as nothing else in the database takes the same pair. */
const CLAIM_LOCK = [0x4a4f42, 1] as const;

export interface ClaimTurn {
  /** Whether there was a job to take before the turn came. One that was submitted since rings for itself. */
  readonly any_job: boolean;
}

/**
 * Makes claims take turns until the transaction ends. Limits and "one per target" are questions about *other* rows;
 * two claims that look at the same moment would both be right and together wrong. A claim takes a
 * millisecond or two and a job takes seconds, so turns cost nothing that matters.
 *
 * Most looks find nothing, and planning a claim takes ten milliseconds in the embedded database: a look at two indexes tells
 * whether it is worth that.
 *
 * A process that freezes inside its turn would stop everybody: PostgreSQL ends its session after `idleMs`.
 */
export function lockClaims(idleMs: number): Statement {
  return statement(
    (
      bind,
    ) => `SELECT set_config('idle_in_transaction_session_timeout', ${bind(String(idleMs), 'text')}, true),
       pg_advisory_xact_lock(${CLAIM_LOCK[0]}, ${CLAIM_LOCK[1]}),
       EXISTS (SELECT FROM job WHERE job.status = 'pending')
         OR EXISTS (SELECT FROM job WHERE ${isAbandoned('job')}) AS any_job`,
  );
}

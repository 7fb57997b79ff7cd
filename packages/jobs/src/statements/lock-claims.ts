import { type Statement, statement } from '../statement.ts';

/** Any two numbers do, as long as nothing else in the database takes the same pair. */
const CLAIM_LOCK = [0x4a4f42, 1] as const;

/**
 * Makes claims take turns until the transaction ends. Limits and "one per target" are questions about *other* rows;
 * two claims that look at the same moment would both be right and together wrong. A claim takes about a
 * millisecond and a job takes seconds, so turns cost nothing that matters.
 *
 * A process that freezes inside its turn would stop everybody: PostgreSQL ends its session after `idleMs`.
 */
export function lockClaims(idleMs: number): Statement {
  return statement(
    (
      bind,
    ) => `SELECT set_config('idle_in_transaction_session_timeout', ${bind(String(idleMs), 'text')}, true),
       pg_advisory_xact_lock(${CLAIM_LOCK[0]}, ${CLAIM_LOCK[1]})`,
  );
}

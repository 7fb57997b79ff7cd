import { CLOCK, type Statement, statement } from '../statement.ts';

/** Ends every lease now, so that a claim or reaping need not wait for its time. The tokens stay: a job is still its holder's until then. */
export function endLeases(): Statement {
  return statement(() => `UPDATE job SET lease_until = ${CLOCK} WHERE lease_until > ${CLOCK} RETURNING id`);
}

import { DEADLINE_TEXT } from '../job-deadline.ts';
import { CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { isOneOf, transitionSql } from '../transition.ts';

/**
 * Ends the waiting jobs whose deadline has passed: pending -> claimed -> error, both edges in one UPDATE. Nobody may start
 * such a job any more, so nobody needs to see it claimed; with two statements it would for a moment stand in the way of a
 * job of the same target that is at work.
 */
export function expire(): Statement {
  return statement(() =>
    transitionSql({
      after: `overdue AS (
  SELECT id FROM job WHERE status = 'pending' AND deadline <= ${CLOCK} FOR UPDATE SKIP LOCKED)`,
      set: [
        `status = 'error'`,
        `error_message = 'The job had not started when its deadline passed, ' || ${DEADLINE_TEXT} || '. Nothing was done.'`,
        `claimed_at = ${notBefore('created_at')}`,
        `completed_at = ${notBefore('created_at')}`,
      ],
      where: [isOneOf('overdue')],
      logs: { level: 'error', message: 'changed.error_message' },
      signal: 'ended',
    }),
  );
}

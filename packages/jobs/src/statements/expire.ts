import { DEADLINE_TEXT } from '../job-deadline.ts';
import { CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf, sqlStatusList } from '../status.ts';
import { isOneOf, LEASE_ENDED, transitionSql } from '../transition.ts';

/**
 * Ends the jobs whose deadline has passed while nobody works on them, as `error`; whoever works on one stops by itself.
 *
 * Of a waiting job both edges are taken in one UPDATE, pending -> claimed -> error. Nobody may start it any more, so nobody
 * needs to see it claimed; with two statements it would for a moment stand in the way of a job of the same target that is
 * at work. Rows that are locked are skipped: somebody takes them at this moment, and will see the deadline.
 */
export function expire(): Statement {
  return statement(() =>
    transitionSql({
      after: `waiting AS (
  SELECT id FROM job WHERE status = 'pending' AND deadline <= ${CLOCK} FOR UPDATE SKIP LOCKED
), adrift AS (
  SELECT id FROM job
   WHERE status IN (${sqlStatusList(sourcesOf('error'))}) AND deadline <= ${CLOCK}
     AND (lease_until IS NULL OR lease_until <= ${CLOCK}) FOR UPDATE SKIP LOCKED
), overdue AS (
  SELECT id FROM waiting UNION ALL SELECT id FROM adrift)`,
      set: [
        `status = 'error'`,
        `error_message = CASE job.status WHEN 'pending' THEN ${NEVER_STARTED} ELSE ${NOT_TAKEN_OVER} END`,
        `claimed_at = coalesce(claimed_at, ${notBefore('created_at')})`,
        `completed_at = ${notBefore('created_at', 'claimed_at', 'started_at')}`,
        ...LEASE_ENDED,
      ],
      where: [isOneOf('overdue')],
      logs: { level: 'error', message: 'changed.error_message' },
      signal: 'ended',
    }),
  );
}

const NEVER_STARTED = `'The job had not started when its deadline passed, ' || ${DEADLINE_TEXT} || '. Nothing was done.'`;

const NOT_TAKEN_OVER = `'The deadline of the job passed, ' || ${DEADLINE_TEXT} || ', before another attempt at it.'
  || coalesce(' The last one failed: ' || job.last_failure, '')`;

import { DEADLINE_TEXT } from '../job-deadline.ts';
import { CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf, sqlStatusList } from '../status.ts';
import { isOneOf, LEASE_ENDED, transitionSql } from '../transition.ts';

/**
 * Ends the jobs that nobody holds and nobody will take over: asked to stop -> canceled; lost on their last attempt, or
 * at work when their deadline passed -> error. Other jobs with attempts left are not touched here, a claim takes them
 * over. Rows that are locked are skipped: their holder is writing at this moment.
 */
export function reap(): Statement {
  return statement(() =>
    transitionSql({
      after: `lost AS (
  SELECT id FROM job
   WHERE (lease_until IS NULL OR lease_until <= ${CLOCK})
     AND (status IN (${sqlStatusList(sourcesOf('canceled'))})
       OR (status IN (${sqlStatusList(sourcesOf('error'))}) AND (attempt >= max_attempts OR ${IS_OVERDUE})))
   FOR UPDATE SKIP LOCKED)`,
      set: [
        `status = CASE job.status WHEN 'cancel_requested' THEN 'canceled' ELSE 'error' END`,
        `error_message = CASE WHEN job.status = 'cancel_requested' THEN NULL WHEN ${IS_OVERDUE} THEN ${DEADLINE_PASSED}
          ELSE ${WORKER_LOST} END`,
        `completed_at = ${notBefore('created_at', 'claimed_at', 'started_at')}`,
        ...LEASE_ENDED,
      ],
      where: [isOneOf('lost')],
      logs: {
        level: 'error',
        message: `CASE changed.status WHEN 'canceled' THEN 'The job was stopped; no worker held it.'
          ELSE changed.error_message END`,
      },
      signal: 'ended',
    }),
  );
}

const IS_OVERDUE = `coalesce(job.deadline <= ${CLOCK}, false)`;

const DEADLINE_PASSED = `'The deadline of the job passed, ' || ${DEADLINE_TEXT} || ', before another attempt at it.'
  || coalesce(' The last one failed: ' || job.last_failure, '')`;

const WORKER_LOST = `'The worker that ran this job was lost'
  || CASE WHEN job.attempt > 1 THEN ', on the last of ' || job.attempt || ' attempts' ELSE '' END
  || '. The job can be submitted again.'`;

import { insertLinesSql, linesAsRows, type NewLogLine } from '../job-log.ts';
import type { Lease } from '../job-record.ts';
import { notifySql } from '../job-signal.ts';
import { type Statement, statement } from '../statement.ts';
import { HOLDABLE_STATUSES } from '../status.ts';
import { heldBy } from '../transition.ts';

/**
 * The holder's lines (at least one), numbered behind those that are there. No row: the lease is lost, and nothing was
 * written. The numbers come from a counter in the job's row, which is locked by whoever adds lines: they are seen in order.
 */
export function addLogLines(lease: Lease, lines: readonly NewLogLine[]): Statement {
  return statement(
    (bind) => `WITH changed AS (
  UPDATE job SET log_line_ct = job.log_line_ct + ${bind(lines.length, 'integer')}
   WHERE ${heldBy(bind, lease, HOLDABLE_STATUSES).join(' AND ')}
  RETURNING job.id, job.attempt, job.log_line_ct - ${bind(lines.length, 'integer')} AS before),
logged AS (${insertLinesSql(`SELECT changed.id AS job_id, changed.before + position AS line, at, level, changed.attempt,
         message, facts FROM changed, ${linesAsRows(bind, lines)} AS added`)})
SELECT changed.id, ${notifySql('progress', 'changed.id')} FROM changed`,
  );
}

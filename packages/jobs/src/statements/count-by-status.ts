import { CLOCK, type Statement, statement } from '../statement.ts';
import { JOB_STATUSES, sqlStatusList, TERMINAL_STATUSES } from '../status.ts';

/** Jobs that have not ended, by status, with the seconds since the oldest was submitted. */
export function countByStatus(): Statement {
  const live = JOB_STATUSES.filter((status) => !TERMINAL_STATUSES.includes(status));
  return statement(
    () => `SELECT status, count(*)::integer AS jobs,
       extract(epoch FROM ${CLOCK} - min(created_at))::double precision AS oldest_seconds
  FROM job WHERE status IN (${sqlStatusList(live)}) GROUP BY status`,
  );
}

import type { Lease } from '../job-record.ts';
import { type Statement, statement } from '../statement.ts';
import { HOLDABLE_STATUSES } from '../status.ts';
import { heldBy, LEASE_ENDED, transitionSql } from '../transition.ts';

/**
 * Hands the job back at a shutdown: another worker may take it over at once, and the attempt does not count,
 * so that a day of many deployments fails nobody's job.
 */
export function release(lease: Lease): Statement {
  return statement((bind) =>
    transitionSql({
      set: ['attempt = attempt - 1', ...LEASE_ENDED],
      where: heldBy(bind, lease, HOLDABLE_STATUSES),
      logs: {
        level: 'info',
        message: `coalesce(changed.worker_id, 'The worker') || ' stops and hands the job back; another one goes on.'`,
        attempt: 'changed.attempt + 1',
      },
      signal: 'ready',
    }),
  );
}

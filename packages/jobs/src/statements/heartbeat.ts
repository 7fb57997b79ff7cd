import type { Lease } from '../job-record.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { HOLDABLE_STATUSES } from '../status.ts';
import { heldBy } from '../transition.ts';

/** Renews the lease and gives the job's `status`, which carries a cancel request. No row: the lease is lost. */
export function heartbeat(lease: Lease, leaseMs: number): Statement {
  return statement(
    (bind) => `UPDATE job SET lease_until = ${CLOCK} + ${bind(leaseMs, 'milliseconds')}
 WHERE ${heldBy(bind, lease, HOLDABLE_STATUSES).join(' AND ')} RETURNING status`,
  );
}

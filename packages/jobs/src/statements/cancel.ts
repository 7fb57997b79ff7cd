import type { Lease } from '../job-record.ts';
import { notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf } from '../status.ts';
import { heldBy, LEASE_ENDED, transitionSql } from '../transition.ts';

/** cancel_requested -> canceled, by the holder that has stopped. Jobs that nobody holds are reaped. */
export function cancel(lease: Lease): Statement {
  return statement((bind) =>
    transitionSql({
      set: [
        `status = 'canceled'`,
        `completed_at = ${notBefore('created_at', 'claimed_at', 'started_at')}`,
        ...LEASE_ENDED,
      ],
      where: heldBy(bind, lease, sourcesOf('canceled')),
      signal: 'ended',
    }),
  );
}

import type { Lease } from '../job-record.ts';
import { CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf } from '../status.ts';
import { heldBy, transitionSql } from '../transition.ts';

/** claimed -> running; a job that was taken over is running already and stays so. Renews the lease. */
export function start(lease: Lease, leaseMs: number): Statement {
  return statement((bind) =>
    transitionSql({
      set: [
        `status = 'running'`,
        `started_at = coalesce(started_at, ${notBefore('claimed_at')})`,
        `lease_until = ${CLOCK} + ${bind(leaseMs, 'milliseconds')}`,
      ],
      where: heldBy(bind, lease, [...sourcesOf('running'), 'running']),
      signal: 'progress',
    }),
  );
}

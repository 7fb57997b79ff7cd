import type { Lease } from '../job-record.ts';
import { type Bind, CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { type JobStatus, sourcesOf } from '../status.ts';
import { heldBy, heldByAny, transitionSql } from '../transition.ts';

/** claimed -> running; a job that was taken over is running already and stays so. Renews the lease. */
export function start(lease: Lease, leaseMs: number): Statement {
  return statement((bind) =>
    transitionSql({
      set: started(bind, leaseMs),
      where: heldBy(bind, lease, STARTABLE),
      signal: 'progress',
    }),
  );
}

/** The same for several jobs; rows that are locked at this moment are passed over. */
export function startAll(leases: readonly Lease[], leaseMs: number): Statement {
  return statement((bind) =>
    transitionSql({
      ...heldByAny(bind, leases, STARTABLE),
      set: started(bind, leaseMs),
      signal: 'progress',
    }),
  );
}

const STARTABLE: readonly JobStatus[] = [...sourcesOf('running'), 'running'];

const started = (bind: Bind, leaseMs: number): string[] => [
  `status = 'running'`,
  `started_at = coalesce(started_at, ${notBefore('claimed_at')})`,
  `lease_until = ${CLOCK} + ${bind(leaseMs, 'milliseconds')}`,
];

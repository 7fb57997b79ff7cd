import type { Lease } from '../job-record.ts';
import { CLOCK, notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf } from '../status.ts';
import { heldBy, heldByAny, LEASE_ENDED, transitionSql } from '../transition.ts';

/** running -> completed. `progress` is the last report, or undefined to keep the one that is there. */
export function complete(lease: Lease, progress: unknown): Statement {
  return statement((bind) =>
    transitionSql({
      set: [
        ...COMPLETED,
        ...(progress === undefined
          ? []
          : [`progress = ${bind(progress, 'json')}`, `progressed_at = ${CLOCK}`]),
      ],
      where: heldBy(bind, lease, sourcesOf('completed')),
      signal: 'ended',
    }),
  );
}

/** The same for several jobs, whose progress stays as it is; rows that are locked at this moment are passed over. */
export function completeAll(leases: readonly Lease[]): Statement {
  return statement((bind) =>
    transitionSql({
      ...heldByAny(bind, leases, sourcesOf('completed')),
      set: COMPLETED,
      signal: 'ended',
    }),
  );
}

const COMPLETED = [`status = 'completed'`, `completed_at = ${notBefore('started_at')}`, ...LEASE_ENDED];

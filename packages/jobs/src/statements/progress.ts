import type { Lease } from '../job-record.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { HOLDABLE_STATUSES } from '../status.ts';
import { heldBy, transitionSql } from '../transition.ts';

/** The holder's report of how far it is; any JSON value. */
export function progress(lease: Lease, value: unknown): Statement {
  return statement((bind) =>
    transitionSql({
      set: [`progress = ${bind(value, 'json')}`, `progressed_at = ${CLOCK}`],
      where: heldBy(bind, lease, HOLDABLE_STATUSES),
      signal: 'progress',
    }),
  );
}

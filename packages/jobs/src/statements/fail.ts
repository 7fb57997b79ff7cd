import type { Lease } from '../job-record.ts';
import { notBefore, type Statement, statement } from '../statement.ts';
import { sourcesOf } from '../status.ts';
import { heldBy, LEASE_ENDED, transitionSql } from '../transition.ts';

/** claimed or running -> error. The message is shown to users as it is and must not be empty. */
export function fail(lease: Lease, message: string): Statement {
  return statement((bind) =>
    transitionSql({
      set: [
        `status = 'error'`,
        `error_message = ${bind(message, 'text')}`,
        `completed_at = ${notBefore('claimed_at', 'started_at')}`,
        ...LEASE_ENDED,
      ],
      where: heldBy(bind, lease, sourcesOf('error')),
      signal: 'ended',
    }),
  );
}

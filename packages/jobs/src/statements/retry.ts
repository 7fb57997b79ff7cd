import type { Lease } from '../job-record.ts';
import { CLOCK, type Statement, statement } from '../statement.ts';
import { heldBy, LEASE_ENDED, transitionSql } from '../transition.ts';

/**
 * Gives the job up after a transient failure, to be taken over as its next attempt after a delay. It keeps its
 * status: for those who watch, the run goes on. Refused after the last attempt.
 */
export function retry(lease: Lease, failure: string, delayMs: number): Statement {
  return statement((bind) =>
    transitionSql({
      set: [
        `last_failure = ${bind(failure, 'text')}`,
        `run_after = ${CLOCK} + ${bind(delayMs, 'milliseconds')}`,
        // What is known of the job has changed; whoever watches its progress looks at this.
        `progressed_at = ${CLOCK}`,
        ...LEASE_ENDED,
      ],
      where: [...heldBy(bind, lease, ['claimed', 'running']), 'job.attempt < job.max_attempts'],
      logs: {
        level: 'warning',
        message: `'Attempt ' || changed.attempt || ' of ' || changed.max_attempts || ' failed: ' || changed.last_failure
          || ' The next one comes in ' || ${bind(Math.ceil(delayMs / 1000), 'integer')} || ' s.'`,
      },
      signal: 'ready',
    }),
  );
}

/** What waits in the store, for all processes together. */
import type { JobStatus } from '@assay/jobs';
import type { Store } from '../store/store.ts';

export interface WaitingWork {
  readonly jobs: readonly WaitingJobs[];
  /** Rows of the outbox. */
  readonly events: number;
  readonly deliveries: number;
}

export interface WaitingJobs {
  readonly key: string;
  readonly status: JobStatus;
  readonly count: number;
  /** Seconds; see `assay_jobs_oldest_age_seconds`. */
  readonly oldestAge: number;
}

type Row =
  | ({ readonly what: 'jobs' } & WaitingJobs)
  | { readonly what: 'events' | 'deliveries'; readonly count: number };

/** One statement. Each part is a scan of a partial index, so that millions of jobs that have ended cost nothing. */
const STATEMENT = `
SELECT 'jobs' AS what, key, status, count(*)::integer AS count,
       greatest(0, extract(epoch FROM clock_timestamp() - min(greatest(created_at, run_after))))::double precision AS "oldestAge"
  FROM job WHERE status = 'pending' GROUP BY key, status
UNION ALL
SELECT 'jobs', key, status, count(*)::integer,
       greatest(0, extract(epoch FROM clock_timestamp() - min(coalesce(claimed_at, created_at))))::double precision
  FROM job WHERE status IN ('claimed', 'running', 'cancel_requested') GROUP BY key, status
UNION ALL
SELECT 'events', NULL, NULL, count(*)::integer, NULL FROM event_outbox
UNION ALL
SELECT 'deliveries', NULL, NULL, count(*)::integer, NULL FROM delivery WHERE status = 'pending'`;

export async function readWaitingWork({ jobs }: Store): Promise<WaitingWork> {
  const rows = await jobs.query<Row>(STATEMENT);
  const countOf = (what: 'events' | 'deliveries') => rows.find((row) => row.what === what)?.count ?? 0;
  return {
    jobs: rows.filter((row) => row.what === 'jobs'),
    events: countOf('events'),
    deliveries: countOf('deliveries'),
  };
}

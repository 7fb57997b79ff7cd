/** An edge that many jobs take at the same time, when a worker fills or empties its slots. */
import { type JobRecord, type JobRow, jobFromRow, type Lease } from './job-record.ts';
import { together } from './together.ts';

/**
 * Takes an edge for all who ask at a time with one statement: eight commits wait eight times for the disk and for the turn to
 * notify. Whom that statement did not serve, because the row was locked or the lease is gone, asks alone, so that nobody
 * waits for the row of somebody else's job.
 */
export function edgeTogether(
  alone: (lease: Lease) => Promise<JobRecord | null>,
  all: (leases: readonly Lease[]) => Promise<readonly JobRow[]>,
): (lease: Lease) => Promise<JobRecord | null> {
  const take = together(
    async (leases: readonly Lease[]): Promise<readonly (JobRecord | null | undefined)[]> => {
      const [first] = leases;
      if (first && leases.length === 1) return [await alone(first)];
      const once = leases.filter((lease) => isOnlyOne(leases, lease));
      const rows = new Map((await all(once)).map((row) => [row.id, row]));
      return leases.map((lease) => {
        const row = once.includes(lease) ? rows.get(lease.jobId) : undefined;
        return row && jobFromRow(row);
      });
    },
  );
  return async (lease) => {
    const job = await take(lease);
    return job === undefined ? alone(lease) : job;
  };
}

/** A job is there twice when its lease was lost and this very process took it again: a row does not tell whose it is. */
const isOnlyOne = (leases: readonly Lease[], { jobId }: Lease): boolean =>
  leases.filter((lease) => lease.jobId === jobId).length === 1;

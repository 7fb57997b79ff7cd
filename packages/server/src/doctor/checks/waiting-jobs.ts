import type { Check, MachineWithStore } from '../check.ts';
import { failed, type Outcome, ok, warning } from '../finding.ts';

/** Longer than the published bounds, 2 s to claim and 17 s to take over, by a wide margin. */
const PATIENCE_SECONDS = 60;

interface Counts {
  /** Held by a worker that lives. */
  readonly held: number;
  /** Could have been claimed for longer than the patience. */
  readonly waiting: number;
  /** Nobody has held them for longer than the patience. */
  readonly lost: number;
  /** Of those that wait or are lost. */
  readonly oldestSeconds: number | null;
}

const STATEMENT = `
SELECT count(*) FILTER (WHERE lease_until > now())::integer AS held,
       count(*) FILTER (WHERE late AND status = 'pending')::integer AS waiting,
       count(*) FILTER (WHERE late AND status <> 'pending')::integer AS lost,
       max(extract(epoch FROM now() - free_since)) FILTER (WHERE late)::double precision AS "oldestSeconds"
  FROM (SELECT status, lease_until, free_since, free_since < now() - $1 * interval '1 second' AS late
          FROM (SELECT status, lease_until, greatest(coalesce(lease_until, attempted_at, created_at), run_after) AS free_since
                  FROM job WHERE status IN ('pending', 'claimed', 'running', 'cancel_requested')) AS live) AS judged`;

export const waitingJobs: Check<MachineWithStore> = {
  name: 'workers',
  async look({ store, config }) {
    const [counts] = await store.jobs.query<Counts>(STATEMENT, [PATIENCE_SECONDS]);
    return judgeCounts(counts!, config.databaseUrl !== null);
  },
};

/** @param shared whether workers of other processes may be at work on this store */
function judgeCounts({ held, waiting, lost, oldestSeconds }: Counts, shared: boolean): Outcome {
  const atWork = `${held} at work`;
  if (waiting + lost === 0) return ok(atWork);
  const oldest = `the oldest for ${Math.max(1, Math.round((oldestSeconds ?? 0) / 60))} min`;
  const detail = `${atWork}, ${waiting + lost} waiting (${oldest})`;
  if (!shared) return warning(`${detail}: no server runs.`, 'They go on when one is started: assay serve.');
  if (held === 0) {
    return failed(
      `${detail}, and no worker takes any.`,
      'Start assay work, or assay serve with ASSAY_WORKER_SLOTS above 0; look at the logs of those that run.',
    );
  }
  if (lost > 0) {
    return failed(
      `${detail}, ${lost} of them of lost workers.`,
      'All slots may be busy: start more workers, or raise ASSAY_WORKER_SLOTS.',
    );
  }
  return warning(
    `${detail}: slots, their connections or their targets are busy.`,
    'When that is the rule, start more workers or raise ASSAY_WORKER_SLOTS.',
  );
}

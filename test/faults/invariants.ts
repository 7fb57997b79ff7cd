/** What must be true of the queue whatever has happened to its processes, looked up in the tables. */
import { isLegalEdge, type JobStatus, type SqlExecutor, TERMINAL_STATUSES } from '@assay/jobs';

export interface Verdict {
  /** Sentences that name the job; none is what a test expects. */
  readonly violations: readonly string[];
  readonly counts: {
    /** By the status in which they ended. */
    readonly jobs: Readonly<Record<string, number>>;
    /** Claims, those of jobs that were taken over among them. */
    readonly claims: number;
    readonly takeovers: number;
    readonly resultRows: number;
  };
}

/**
 * Holds the tables against every invariant. The recorder must have been installed before the first job; nothing may be
 * at work any more.
 * @param submitted ids of all jobs whose submission was answered
 */
export async function checkInvariants(store: SqlExecutor, submitted: readonly string[]): Promise<Verdict> {
  const violations = (
    await Promise.all(
      [findLost, findUnended, findIllegalEdges, findSecondEnds, findStolenLeases, findForeignWrites].map(
        (find) => find(store, submitted),
      ),
    )
  ).flat();
  return { violations, counts: await countWork(store) };
}

type Finder = (store: SqlExecutor, submitted: readonly string[]) => Promise<readonly string[]>;

const TERMINAL = TERMINAL_STATUSES.map((status) => `'${status}'`).join(', ');
const IN_JOB_ORDER = 'ORDER BY job_id, seq';

/** A submission that was answered is never lost. */
const findLost: Finder = async (store, submitted) => {
  const known = new Set((await store.query<{ id: string }>('SELECT id FROM job')).map(({ id }) => id));
  return submitted.filter((id) => !known.has(id)).map((id) => `job ${id} was acknowledged and is gone`);
};

/** Every job ends, and nobody holds it then. This covers jobs that look as if they ran while no lease is alive. */
const findUnended: Finder = async (store) => {
  const rows = await store.query<{ id: string; status: string }>(
    `SELECT id, status FROM job WHERE status NOT IN (${TERMINAL}) OR lease_token IS NOT NULL`,
  );
  return rows.map(({ id, status }) => `job ${id} never ended: ${status}`);
};

const findIllegalEdges: Finder = async (store) => {
  const rows = await store.query<{ job_id: string; old_status: JobStatus | null; new_status: JobStatus }>(
    `SELECT job_id, old_status, new_status FROM fault_edge
      WHERE old_status IS DISTINCT FROM new_status ${IN_JOB_ORDER}`,
  );
  return rows
    .filter(({ old_status: from, new_status: to }) =>
      from === null ? to !== 'pending' : !isLegalEdge(from, to),
    )
    .map(
      ({ job_id, old_status, new_status }) => `job ${job_id} took the edge ${old_status} -> ${new_status}`,
    );
};

/** An end is taken once and stays: also no worker gets hold of a job that has ended. */
const findSecondEnds: Finder = async (store) => {
  const rows = await store.query<{ job_id: string; ends: number; held: boolean }>(
    `SELECT job_id, count(*) FILTER (WHERE new_status IN (${TERMINAL}) AND old_status <> new_status)::integer AS ends,
            bool_or(old_status IN (${TERMINAL}) AND new_token IS NOT NULL) AS held
       FROM fault_edge GROUP BY job_id`,
  );
  return rows.flatMap(({ job_id, ends, held }) => [
    ...(ends > 1 ? [`job ${job_id} ended ${ends} times`] : []),
    ...(held ? [`job ${job_id} was held after its end`] : []),
  ]);
};

/** A lease passes on when it is over or was given up, never before. */
const findStolenLeases: Finder = async (store) => {
  const rows = await store.query<{ job_id: string; early: number }>(
    `SELECT job_id, extract(epoch FROM old_lease_until - at)::float AS early FROM fault_edge
      WHERE old_token IS NOT NULL AND new_token IS NOT NULL AND old_token <> new_token AND old_lease_until > at
      ${IN_JOB_ORDER}`,
  );
  return rows.map(({ job_id, early }) => `job ${job_id} was taken ${early} s before its lease was over`);
};

/**
 * Results are written by the holder, who proves it in the same transaction, and a holder who lost the job writes
 * nothing more.
 */
const findForeignWrites: Finder = async (store) => {
  interface Write {
    readonly job_id: string;
    readonly result_table: string;
    readonly token: string | null;
    readonly proven: boolean;
  }
  const writes = await store.query<Write>(
    `SELECT job_id, result_table, token, EXISTS (
              SELECT FROM fault_edge AS edge WHERE edge.transaction_id = fault_write.transaction_id
                 AND edge.job_id = fault_write.job_id AND edge.old_token = fault_write.token) AS proven
       FROM fault_write ${IN_JOB_ORDER}`,
  );
  const unproven = writes
    .filter(({ proven }) => !proven)
    .map(
      ({ job_id, result_table }) => `job ${job_id} got rows of ${result_table} without a proof of the lease`,
    );
  return [...unproven, ...interleaved(writes)];
};

function interleaved(
  writes: readonly { readonly job_id: string; readonly token: string | null }[],
): string[] {
  const found: string[] = [];
  let job = '';
  let token: string | null = null;
  let past = new Set<string | null>();
  for (const write of writes) {
    if (write.job_id !== job) {
      job = write.job_id;
      past = new Set();
    } else if (write.token !== token) {
      past.add(token);
      if (past.has(write.token)) found.push(`job ${job} got results of two holders in turns`);
    }
    token = write.token;
  }
  return found;
}

async function countWork(store: SqlExecutor): Promise<Verdict['counts']> {
  const statuses = await store.query<{ status: JobStatus; jobs: number }>(
    'SELECT status, count(*)::integer AS jobs FROM job GROUP BY status ORDER BY status',
  );
  const [work] = await store.query<{ claims: number; takeovers: number; result_rows: number }>(
    `SELECT count(*) FILTER (WHERE new_token IS NOT NULL AND new_token IS DISTINCT FROM old_token)::integer AS claims,
            count(*) FILTER (WHERE new_token <> old_token)::integer AS takeovers,
            (SELECT count(*)::integer FROM fault_write) AS result_rows
       FROM fault_edge`,
  );
  return {
    jobs: Object.fromEntries(statuses.map(({ status, jobs }) => [status, jobs])),
    claims: work?.claims ?? 0,
    takeovers: work?.takeovers ?? 0,
    resultRows: work?.result_rows ?? 0,
  };
}

/** Putting a job into the queue. */
import type { SqlExecutor } from './database.ts';
import { type JobRecord, type JobRow, jobFromRow } from './job-record.ts';
import type { JobSpec } from './job-spec.ts';
import { run, type Statement } from './statement.ts';
import { expireIdempotencyKey } from './statements/expire-idempotency-key.ts';
import { findByIdempotencyKey, type TwinRow } from './statements/find-by-idempotency-key.ts';
import { insert } from './statements/insert.ts';
import { listLiveOnTarget } from './statements/list-live-on-target.ts';
import { lockTarget } from './statements/lock-target.ts';
import { rememberJoined } from './statements/remember-joined.ts';
import { requestCancel } from './statements/request-cancel.ts';
import { uuidV7 } from './uuid-v7.ts';

/**
 * `created`: a new job. `replayed`: the same request was made before with this idempotency key, here is its job.
 * `idempotency_key_reused`: the key was used for another request, whose job this is. `joined`, `target_busy`: no new
 * job, because the target has this one and `whenBusy` says so.
 */
export interface Submission {
  readonly outcome: 'created' | 'replayed' | 'idempotency_key_reused' | 'joined' | 'target_busy';
  readonly job: JobRecord;
}

/** Who asked for the stop of a job that a newer one replaces. */
const REPLACED_BY = (id: string): string => `newer job ${id}`;

/** Adds a pending job and wakes the workers when the executor's transaction commits. */
export async function submitJob(executor: SqlExecutor, spec: JobSpec): Promise<Submission> {
  // First of all: who waits here for a twin of this request must find the twin's job when its turn comes.
  if (looksAtTarget(spec)) await run(executor, lockTarget(spec.targetKey));
  if (spec.idempotency)
    await run(executor, expireIdempotencyKey(spec.projectId ?? null, spec.idempotency.key));
  const id = uuidV7();
  const instead = (await earlierTwin(executor, spec)) ?? (await applyWhenBusy(executor, spec, id));
  if (instead) return instead;
  const [job] = await jobs(executor, insert(id, spec));
  if (job) return { outcome: 'created', job };
  // Somebody committed the same key between the look and the insert, which waited for that.
  const winner = await earlierTwin(executor, spec);
  if (!winner) throw new Error('the job with this idempotency key was deleted during the submission');
  return winner;
}

type SpecWithTarget = JobSpec & { readonly targetKey: string };

function looksAtTarget(spec: JobSpec): spec is SpecWithTarget {
  return Boolean(spec.targetKey) && (spec.whenBusy ?? 'queue') !== 'queue';
}

async function earlierTwin(executor: SqlExecutor, spec: JobSpec): Promise<Submission | null> {
  if (!spec.idempotency) return null;
  const { key, fingerprint } = spec.idempotency;
  const [twin] = await run<TwinRow>(executor, findByIdempotencyKey(spec.projectId ?? null, key));
  if (!twin) return null;
  const same = twin.twin_fingerprint === fingerprint;
  return { outcome: same ? 'replayed' : 'idempotency_key_reused', job: jobFromRow(twin) };
}

async function applyWhenBusy(executor: SqlExecutor, spec: JobSpec, id: string): Promise<Submission | null> {
  if (!looksAtTarget(spec)) return null;
  const live = await jobs(executor, listLiveOnTarget(spec.targetKey));
  const alike = live.filter((job) => job.key === spec.key);
  if (spec.whenBusy === 'reject') return busyWith(live.at(-1));
  if (spec.whenBusy === 'join') return join(executor, spec, alike.findLast(spec.isSameWork ?? (() => true)));
  for (const job of alike) await run(executor, requestCancel(job.id, REPLACED_BY(id)));
  return null;
}

const busyWith = (job: JobRecord | undefined): Submission | null =>
  job ? { outcome: 'target_busy', job } : null;

async function join(
  executor: SqlExecutor,
  { projectId = null, idempotency }: JobSpec,
  job: JobRecord | undefined,
): Promise<Submission | null> {
  if (job === undefined) return null;
  // Sent again when the job has ended, the request must not make another one.
  if (idempotency) await run(executor, rememberJoined(job.id, projectId, idempotency));
  return { outcome: 'joined', job };
}

async function jobs(executor: SqlExecutor, built: Statement): Promise<JobRecord[]> {
  const rows = await run<JobRow>(executor, built);
  return rows.map(jobFromRow);
}

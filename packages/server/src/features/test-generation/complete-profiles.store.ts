/** Profiles that may be built upon: those of profiling runs whose job is `completed`. */
import type { TableProfile } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { loadProfile } from '../profiling-runs/profiles.store.ts';
import { projectTable } from '../profiling-runs/sampled-columns.ts';

export interface CompleteProfile {
  readonly runId: string;
  /** What its dates were compared with. */
  readonly startedAt: Date;
  /** By name; tables that could not be read too, with their error. Counts of sampled tables are projected. */
  readonly tables: readonly TableProfile[];
}

export interface ProfileRequest {
  /** Runs at most. */
  readonly limit: number;
  /** False leaves out frequencies and patterns, most of the weight. */
  readonly withGroupings: boolean;
}

/** The profiles of the latest complete runs of a table group, newest first. */
export async function completeProfiles(
  db: Queryable,
  tableGroupId: string,
  { limit, withGroupings }: ProfileRequest,
): Promise<CompleteProfile[]> {
  const runs = await db
    .selectFrom('profiling_run')
    .innerJoin('job', 'job.id', 'profiling_run.job_id')
    .select(['profiling_run.job_id', 'profiling_run.started_at'])
    .where('profiling_run.table_group_id', '=', tableGroupId)
    .where('job.status', '=', 'completed')
    .orderBy('job.completed_at', 'desc')
    .orderBy('profiling_run.job_id', 'desc')
    .limit(limit)
    .execute();
  const profiles: CompleteProfile[] = [];
  for (const run of runs) {
    const tables = await loadProfile(db, run.job_id, { withGroupings });
    profiles.push({ runId: run.job_id, startedAt: run.started_at, tables: tables.map(projectTable) });
  }
  return profiles;
}

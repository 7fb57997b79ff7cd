import type { TableProfile } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { projectTable } from '../profiling-runs/sampled-columns.ts';
import { generateFreshness } from './generate-freshness.ts';
import { findMonitorSuite } from './monitors.store.ts';

export interface FinishedProfile {
  readonly runId: string;
  readonly tableGroupId: string;
  readonly startedAt: Date;
  readonly tables: readonly TableProfile[];
}

/**
 * What the end of a profiling run means for the monitors of its table group, if it has any: the first profile makes the
 * freshness monitors; later ones renew them where the monitors ask for that, and else add what is missing. To be called in
 * the transaction that completes the run.
 */
export async function renewAfterProfiling(
  db: Queryable,
  { runId, tableGroupId, startedAt, tables }: FinishedProfile,
): Promise<void> {
  const suite = await findMonitorSuite(db, tableGroupId);
  if (suite === undefined) return;
  const renewal =
    suite.monitor_regenerate_freshness || (await isFirstProfile(db, tableGroupId, runId))
      ? 'upsert'
      : 'insert';
  await generateFreshness(db, suite, { runId, startedAt, tables: tables.map(projectTable) }, renewal);
}

async function isFirstProfile(db: Queryable, tableGroupId: string, runId: string): Promise<boolean> {
  const earlier = await db
    .selectFrom('profiling_run')
    .innerJoin('job', 'job.id', 'profiling_run.job_id')
    .select('job.id')
    .where('table_group_id', '=', tableGroupId)
    .where('job.status', '=', 'completed')
    .where('job.id', '<>', runId)
    .limit(1)
    .executeTakeFirst();
  return earlier === undefined;
}

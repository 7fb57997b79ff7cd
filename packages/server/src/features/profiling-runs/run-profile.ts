/** One attempt at a profiling run, step by step. */
import type { JobContext, JobRecord } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import { createRunProgress, type RunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { getTableGroup } from '../table-groups/table-groups.service.ts';
import type { PlacedTableGroup } from '../table-groups/table-groups.store.ts';
import { type JudgedProfile, judgeProfile } from './judge-profile.ts';
import { listManualPii } from './manual-pii.ts';
import { measureTables } from './measure-tables.ts';
import { loadProfile } from './profiles.store.ts';
import { type OpenRun, openRun, recordSelection } from './profiling-runs.store.ts';
import { recordResults } from './record-results.ts';
import { countColumns, takeInventory } from './take-inventory.ts';
import { whyNothingWasMeasured } from './unmeasured-profile.ts';

const STEPS = [
  { key: 'data_chars', label: 'Reading the catalog' },
  { key: 'col_profiling', label: 'Profiling columns' },
  { key: 'hygiene_issues', label: 'Detecting hygiene issues' },
  { key: 'score', label: 'Scoring' },
] as const;

interface Attempt {
  readonly context: ServerContext;
  readonly job: JobContext<StoreTransaction>;
  readonly progress: RunProgress;
  readonly run: OpenRun;
}

/**
 * Completes the job, or throws: TargetError and SecretOpenError when the target cannot be used, JobFailedError when
 * nothing in it could be read. A canceled or failed run keeps the tables that were done.
 */
export async function runProfile(
  context: ServerContext,
  record: JobRecord,
  job: JobContext<StoreTransaction>,
): Promise<void> {
  const progress = createRunProgress(STEPS, job.progress);
  const { run, tableGroup } = await job.write(async ({ db }) => {
    const tableGroup = await getTableGroup(db, String(record.arguments.table_group_id));
    const { id, project_id: projectId } = tableGroup;
    const settings = settingsOf(tableGroup);
    return {
      tableGroup,
      run: await openRun(db, { id: record.id, projectId, tableGroupId: id, settings }),
    };
  });
  const attempt: Attempt = { context, job, progress, run };
  const inventory = await withConnectionTarget(context, tableGroup.connection_id, async (target) => {
    progress.start('data_chars');
    const seen = await takeInventory(target, run.settings, job.signal);
    await job.write(({ db }) =>
      recordSelection(db, run.id, { tables: seen.selected.length, columns: countColumns(seen.selected) }),
    );
    progress.finish('data_chars', 'completed', `${seen.selected.length} tables`);
    const { selected } = seen;
    await measureTables({ run, target, selected, engine: context.engine, attempt: job, progress });
    return seen;
  });
  const judged = await judge(attempt);
  progress.start('score');
  // Reported before it is done, because the transaction that completes the job stores the newest report with it.
  progress.finish('score');
  await job.complete(({ db }) => recordResults(db, run, inventory, judged));
}

/** Judges what is stored, so that tables of an earlier attempt and of this one are treated alike. */
async function judge({ context, job, progress, run }: Attempt): Promise<JudgedProfile> {
  job.signal.throwIfAborted();
  progress.start('hygiene_issues');
  const { db } = context.store;
  const measured = await loadProfile(db, run.id);
  const failure = whyNothingWasMeasured(measured);
  if (failure !== null) throw new JobFailedError(failure);
  const manualPii = await listManualPii(db, run.tableGroupId);
  const judged = judgeProfile(measured, run.settings, manualPii, run.startedAt.toISOString());
  const { issues, warnings } = judged;
  if (warnings.length === 0) progress.finish('hygiene_issues', 'completed', `${issues.length} found`);
  else progress.finish('hygiene_issues', 'warning', `${warnings.length} checks broke`);
  return judged;
}

const settingsOf = (group: PlacedTableGroup): ProfilingRunSettings => ({
  schema: group.schema_name,
  tables: group.tables,
  include: group.include_masks,
  exclude: group.exclude_masks,
  idMask: group.id_column_mask,
  surrogateKeyMask: group.surrogate_key_column_mask,
  detectPii: group.detect_pii,
  // A CHECK of the table holds it to these.
  strategy: group.strategy as ProfilingRunSettings['strategy'],
});

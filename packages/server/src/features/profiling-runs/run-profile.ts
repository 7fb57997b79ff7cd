/** One attempt at a profiling run, step by step. */
import type { Target } from '@assay/engine';
import type { JobContext, JobRecord } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { lastRowCounts } from '../catalog/last-row-counts.read.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import { createRunProgress, type RunProgress } from '../jobs/run-progress.ts';
import { usualDurationMs } from '../jobs/usual-duration.read.ts';
import type { ServerContext } from '../server-context.ts';
import { getTableGroup } from '../table-groups/table-groups.service.ts';
import type { PlacedTableGroup } from '../table-groups/table-groups.store.ts';
import { detectIssues, interpretMeasured, type JudgedProfile, type JudgedTable } from './judge-profile.ts';
import { lookUpReferences } from './look-up-references.ts';
import { measureTables } from './measure-tables.ts';
import { logDetection, logSelection } from './profile-log.ts';
import { loadProfile } from './profiles.store.ts';
import { type OpenRun, openRun, recordSelection } from './profiling-runs.store.ts';
import { recordResults } from './record-results.ts';
import { listSaidColumns } from './said-columns.ts';
import { countColumns, type Inventory, takeInventory } from './take-inventory.ts';
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
  const progress = createRunProgress(STEPS, job.progress, await usualDurationMs(context.store.db, record));
  const { run, tableGroup } = await job.write(async ({ db }) => {
    const tableGroup = await getTableGroup(db, String(record.arguments.table_group_id));
    const { id, project_id: projectId } = tableGroup;
    const settings = settingsOf(tableGroup);
    const changedOnly = record.arguments.changed_only === true;
    return {
      tableGroup,
      run: await openRun(db, { id: record.id, projectId, tableGroupId: id, settings, changedOnly }),
    };
  });
  const attempt: Attempt = { context, job, progress, run };
  const { inventory, tables, lookUp } = await withConnectionTarget(
    context,
    tableGroup.connection_id,
    async (target, engine) => {
      const inventory = await readCatalog(attempt, target);
      await measureTables({
        ...{ run, target, inventory, engine, attempt: job, progress },
        lastRowCounts: await lastRowCounts(context.store.db, run.tableGroupId),
      });
      const tables = await interpret(attempt);
      // Asked while the target is open, and only now: which questions make sense depends on what columns mean.
      return {
        inventory,
        tables,
        lookUp: await lookUpReferences({ run, target, tables, signal: job.signal }),
      };
    },
  );
  progress.start('hygiene_issues');
  const runAt = run.startedAt.toISOString();
  const judged = await detectIssues(tables, run.settings, lookUp.references, runAt);
  reportDetection(progress, judged);
  logDetection(job, judged);
  progress.start('score');
  // Reported before it is done, because the transaction that completes the job stores the newest report with it.
  progress.finish('score');
  await job.complete(({ db }) => recordResults(db, run, inventory, judged, lookUp));
}

async function readCatalog({ context, job, progress, run }: Attempt, target: Target): Promise<Inventory> {
  progress.start('data_chars');
  const said = await listSaidColumns(context.store.db, run.tableGroupId);
  const inventory = await takeInventory(target, run.settings, said, job.signal);
  const { toRead } = inventory;
  await job.write(({ db }) =>
    recordSelection(db, run.id, { tables: toRead.length, columns: countColumns(toRead) }),
  );
  logSelection(job, toRead.length, countColumns(toRead));
  progress.finish('data_chars', 'completed', `${toRead.length} tables`);
  return inventory;
}

/** Reads what is stored, so that tables of an earlier attempt, of an earlier run and of this attempt are treated alike. */
async function interpret({ context, job, run }: Attempt): Promise<JudgedTable[]> {
  job.signal.throwIfAborted();
  const { db } = context.store;
  const measured = await loadProfile(db, run.id);
  const failure = whyNothingWasMeasured(measured);
  if (failure !== null) throw new JobFailedError(failure);
  const said = await listSaidColumns(db, run.tableGroupId);
  return interpretMeasured(measured, run.settings, said, run.startedAt.toISOString());
}

function reportDetection(progress: RunProgress, { issues, warnings }: JudgedProfile): void {
  if (warnings.length === 0) progress.finish('hygiene_issues', 'completed', `${issues.length} found`);
  else progress.finish('hygiene_issues', 'warning', `${warnings.length} checks broke`);
}

const settingsOf = (group: PlacedTableGroup): ProfilingRunSettings => ({
  schema: group.schema_name,
  tables: group.tables,
  include: group.include_masks,
  exclude: group.exclude_masks,
  idMask: group.id_column_mask,
  surrogateKeyMask: group.surrogate_key_column_mask,
  detectPii: group.detect_pii,
  detectCriticalData: group.detect_critical_data,
  skipExcludedColumns: group.skip_excluded_columns,
  // A CHECK of the table holds it to these.
  strategy: group.strategy as ProfilingRunSettings['strategy'],
  sampling: group.use_sampling ? { percent: group.sample_percent, minimumRows: group.sample_min_rows } : null,
  hygieneThresholds: group.hygiene_thresholds,
});

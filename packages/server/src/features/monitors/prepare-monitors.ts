/** The start of a monitor run: a fresh look at the tables, and monitors in line with them. */
import { isSchemaTest, planTests, TEST_TYPES } from '@assay/checks';
import type { Target } from '@assay/engine';
import type { JobContext } from '@assay/jobs';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { lookAtTables, type TablesSeen } from '../catalog/look-at-tables.ts';
import { refreshCatalog } from '../catalog/refresh-catalog.ts';
import type { ServerContext } from '../server-context.ts';
import { getTableGroup } from '../table-groups/table-groups.service.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import {
  deleteDefinitions,
  insertDefinitions,
  lockDefinitions,
  updateDefinition,
} from '../test-definitions/test-definitions.store.ts';
import { type CompleteProfile, completeProfiles } from '../test-generation/complete-profiles.store.ts';
import { generateFreshness, isGeneratedType } from './generate-freshness.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { schemaMonitor, volumeMonitor } from './new-monitors.ts';
import { planSynchronisation } from './plan-synchronisation.ts';

export interface MonitorRun {
  readonly suite: MonitorSuite;
  readonly runId: string;
  /** Of its first attempt. */
  readonly startedAt: Date;
}

/**
 * All of it or nothing. Gives what was done, in a sentence. A schema that shows no table at all changes nothing: its
 * tables are more likely out of sight than gone. Throws TargetError.
 */
export async function prepareMonitors(
  context: ServerContext,
  target: Target,
  monitorRun: MonitorRun,
  run: JobContext<StoreTransaction>,
): Promise<string> {
  const group = await getTableGroup(context.store.db, monitorRun.suite.table_group_id);
  const { schema_name: schema, tables, include_masks: include, exclude_masks: exclude } = group;
  const seen = await lookAtTables(target, { schema, tables, include, exclude }, run.signal);
  if (seen.present.length === 0) return 'The schema shows no tables; monitors stay as they are';
  const [profile = null] = await completeProfiles(context.store.db, group.id, {
    limit: 1,
    withGroupings: false,
  });
  return run.write(async ({ db }) => {
    const { runId, startedAt: seenAt } = monitorRun;
    await refreshCatalog(db, { ...seen, runId, tableGroupId: group.id, seenAt });
    return synchronise(db, monitorRun, seen, profile);
  });
}

async function synchronise(
  db: Queryable,
  { suite, startedAt }: MonitorRun,
  { present, selected }: TablesSeen,
  profile: CompleteProfile | null,
): Promise<string> {
  const monitors = await lockDefinitions(db, suite.id);
  const tables = selected.map(({ table }) => table);
  const plan = planSynchronisation(monitors, { schema: suite.schema_name, present, selected: tables });
  await deleteDefinitions(
    db,
    plan.remove.map(({ id }) => id),
  );
  for (const monitor of plan.park) await park(db, monitor, startedAt);
  await insertDefinitions(db, [
    ...(plan.withoutSchema ? [schemaMonitor(suite, startedAt)] : []),
    ...plan.withoutVolume.map((table) => volumeMonitor(suite, startedAt, table)),
  ]);
  const gone = new Set(plan.remove);
  const left = monitors.filter((monitor) => !gone.has(monitor));
  const generated =
    profile === null
      ? { added: 0, renewed: 0 }
      : await generateFromProfile(db, { suite, startedAt }, left, selected, profile);
  const added = plan.withoutVolume.length + Number(plan.withoutSchema) + generated.added;
  return `${tables.length} tables; monitors: ${added} added, ${generated.renewed} renewed, ${plan.remove.length} removed, ${plan.park.length} switched off until their table is back`;
}

/** As runs do that miss a table for too long: later runs look for it, and switch the monitor on again when it is back. */
async function park(db: Queryable, { id, table_name, missed_runs }: TestDefinitionRow, at: Date) {
  await updateDefinition(db, id, {
    active: false,
    missed_runs: missed_runs + 1,
    status_text: `Deactivated ${at.toISOString()}. Table dropped: ${table_name}.`.slice(0, 200),
  });
}

/** Adds what is missing of tables and columns that are still there, and renews what broke. */
async function generateFromProfile(
  db: Queryable,
  { suite, startedAt }: Pick<MonitorRun, 'suite' | 'startedAt'>,
  monitors: readonly TestDefinitionRow[],
  selected: TablesSeen['selected'],
  profile: CompleteProfile,
): Promise<{ readonly added: number; readonly renewed: number }> {
  const columns = new Map(
    selected.map((relation) => [relation.table, new Set(relation.columns.map(({ name }) => name))]),
  );
  const tables = profile.tables
    .filter(({ table }) => columns.has(table))
    .map((table) => ({
      ...table,
      columns: table.columns.filter(({ column }) => columns.get(table.table)?.has(column)),
    }));
  const own = monitors.filter((row) => row.generated_at !== null && isGeneratedType(row.test_type));
  const broken = await brokenMonitors(db, suite, own, selected, startedAt);
  return generateFreshness(db, suite, { ...profile, tables }, broken);
}

/**
 * Ids of those that were an Error in the last completed run, or that could not run now. Only monitors made from a profile
 * are among `monitors`: a profile would say nothing new of the others.
 */
async function brokenMonitors(
  db: Queryable,
  suite: MonitorSuite,
  monitors: readonly TestDefinitionRow[],
  tables: TablesSeen['selected'],
  runAt: Date,
): Promise<ReadonlySet<string>> {
  if (monitors.length === 0) return new Set();
  const planned = planTests(monitors.map(definitionOf), TEST_TYPES, { runAt: runAt.toISOString(), tables });
  const unable = planned.filter((test) => !isSchemaTest(test) && test.problem !== null);
  const failed = await db
    .selectFrom('test_result')
    .select('test_definition_id')
    .where('status', '=', 'Error')
    .where('test_run_id', '=', (runs) =>
      runs
        .selectFrom('test_run')
        .innerJoin('job', 'job.id', 'test_run.job_id')
        .select('job.id')
        .where('test_suite_id', '=', suite.id)
        .where('job.status', '=', 'completed')
        .orderBy('test_run.started_at', 'desc')
        .limit(1),
    )
    .execute();
  return new Set([
    ...unable.map(({ definition }) => definition.id),
    ...failed.map(({ test_definition_id }) => test_definition_id),
  ]);
}

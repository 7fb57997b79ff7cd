/** Generates the tests of a suite from the latest complete profile of its table group. */
import { type ExistingTest, type GenerationPlan, generateTests, TEST_TYPES } from '@assay/checks';
import type { JobContext } from '@assay/jobs';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { createRunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { lockDefinitions } from '../test-definitions/test-definitions.store.ts';
import { findTestSuite, type PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { applyPlan } from './apply-plan.ts';
import { type CompleteProfile, completeProfiles } from './complete-profiles.store.ts';

const STEPS = [
  { key: 'read_profile', label: 'Reading the latest profile' },
  { key: 'generate', label: 'Generating tests' },
];
/** The latest profile and the four before it: a constant must have been one all that time. */
const PROFILES_TO_LEARN_FROM = 5;

/** All of it or nothing: the tests change in the transaction that completes the job. Throws JobFailedError. */
export async function generateSuite(
  { store }: ServerContext,
  suiteId: string,
  job: JobContext<StoreTransaction>,
): Promise<void> {
  const progress = createRunProgress(STEPS, job.progress);
  progress.start('read_profile');
  const suite = await findTestSuite(store.db, suiteId);
  if (suite === undefined) throw new JobFailedError('The test suite is not there any more.');
  const [latest, ...earlier] = await completeProfiles(store.db, suite.table_group_id, {
    limit: PROFILES_TO_LEARN_FROM,
    withGroupings: true,
  });
  if (latest === undefined) {
    throw new JobFailedError(
      'Its table group has no completed profiling run to learn from. Run profiling first, then generate tests.',
    );
  }
  progress.finish('read_profile', 'completed', `Profile of ${latest.startedAt.toISOString()}`);
  progress.start('generate');
  await job.complete(async ({ db }) => {
    const existing = await lockDefinitions(db, suite.id);
    const plan = await planGeneration(db, suite, latest, earlier, existing);
    const origin = { profilingRunId: latest.runId, at: new Date() };
    await applyPlan(db, suite, plan, existing, origin);
    // Reported inside, because a completed job reports nothing more.
    progress.finish('generate', 'completed', summaryOf(plan));
  });
}

async function planGeneration(
  db: Queryable,
  suite: PlacedTestSuite,
  latest: CompleteProfile,
  earlier: readonly CompleteProfile[],
  existing: readonly TestDefinitionRow[],
): Promise<GenerationPlan> {
  return generateTests(latest.tables, TEST_TYPES, {
    // Ages and future dates were measured at the time of the profile, so rules compare with that time.
    runAt: latest.startedAt.toISOString(),
    history: earlier.map(({ tables }) => tables),
    // The group may have moved to another schema: tests of the old one are no twins of those of the new one.
    existing: existing.filter(({ schema_name }) => schema_name === suite.schema_name).map(existingTest),
    tablesThatExist: await tablesThatExist(db, suite.table_group_id),
  });
}

const existingTest = (row: TestDefinitionRow): ExistingTest => ({
  definition: definitionOf(row),
  generated: row.generated_at !== null,
  locked: row.locked,
  manualFields: row.manual_fields,
});

/** As the catalog knows them; null when it knows none. */
async function tablesThatExist(db: Queryable, tableGroupId: string): Promise<string[] | null> {
  const tables = await db
    .selectFrom('catalog_table')
    .select('name')
    .where('table_group_id', '=', tableGroupId)
    .where('dropped_at', 'is', null)
    .execute();
  return tables.length === 0 ? null : tables.map(({ name }) => name);
}

const summaryOf = ({ add, update, remove, unchanged }: GenerationPlan): string =>
  `${add.length} added, ${update.length} changed, ${remove.length} removed, ${unchanged.length} kept as they were`;

/** What generation would do to a suite, decided by the checks from what the store holds. */
import { type ExistingTest, type GenerationPlan, generateTests, TEST_TYPES } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { type CompleteProfile, completeProfiles } from './complete-profiles.store.ts';

/** Those of monitor suites are made by other rules, for other suites. */
const STANDARD_TYPES = TEST_TYPES.filter(({ generation }) => generation?.set === undefined);

/** The latest profile and the four before it: a constant must have been one all that time. */
const PROFILES_TO_LEARN_FROM = 5;

export interface LearntProfiles {
  readonly latest: CompleteProfile;
  /** Newest first. */
  readonly earlier: readonly CompleteProfile[];
}

/** Null when no profiling run of the group has completed: runs that failed or go on teach nothing. */
export async function learntProfiles(db: Queryable, tableGroupId: string): Promise<LearntProfiles | null> {
  const [latest, ...earlier] = await completeProfiles(db, tableGroupId, {
    limit: PROFILES_TO_LEARN_FROM,
    withGroupings: true,
  });
  return latest === undefined ? null : { latest, earlier };
}

export const NOTHING_TO_LEARN_FROM =
  'Its table group has no completed profiling run to learn from. Run profiling first, then generate tests.';

/** `existing` are all definitions of the suite. */
export async function planGeneration(
  db: Queryable,
  suite: PlacedTestSuite,
  { latest, earlier }: LearntProfiles,
  existing: readonly TestDefinitionRow[],
): Promise<GenerationPlan> {
  return generateTests(latest.tables, STANDARD_TYPES, {
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

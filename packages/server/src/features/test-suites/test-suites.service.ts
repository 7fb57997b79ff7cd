/** Rules of test suites. */
import type { NewTestSuite, TestSuiteChange } from '@assay/contract';
import { isTerminal, JOB_STATUSES, listJobs, uuidV7 } from '@assay/jobs';
import { notFound, problem } from '../../http/api-problem.ts';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { ServerContext } from '../server-context.ts';
import { targetKeysOfTestSuite } from '../table-groups/table-groups.service.ts';
import {
  deleteTestSuite,
  findSuite,
  findTestSuite,
  insertTestSuite,
  type PlacedTestSuite,
  TEST_SUITE_NAME_CONSTRAINT,
  updateTestSuite,
} from './test-suites.store.ts';

/** A new suite of a table group that the caller may edit. */
export async function addTestSuite(
  { store }: ServerContext,
  place: { readonly projectId: string; readonly tableGroupId: string },
  suite: NewTestSuite,
): Promise<PlacedTestSuite> {
  const id = uuidV7();
  return store.transaction(async ({ db }) => {
    await withUniqueName(suite.name, () =>
      insertTestSuite(db, {
        id,
        project_id: place.projectId,
        table_group_id: place.tableGroupId,
        name: suite.name,
        description: suite.description,
        severity: suite.severity,
        capture_failing_rows: suite.capture_failing_rows,
        predict_sensitivity: suite.predict_sensitivity,
        predict_min_lookback: suite.predict_min_lookback,
        predict_time_zone: suite.predict_time_zone,
        predict_exclude_weekends: suite.predict_exclude_weekends,
        predict_holiday_codes: suite.predict_holiday_codes,
      }),
    );
    return getTestSuite(db, id);
  });
}

export async function changeTestSuite(
  { store }: ServerContext,
  id: string,
  change: TestSuiteChange,
): Promise<PlacedTestSuite> {
  // Settings are columns of the same names.
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return store.transaction(async ({ db }) => {
    const existing = await getTestSuite(db, id);
    await withUniqueName(change.name ?? existing.name, () =>
      updateTestSuite(db, id, Object.fromEntries(named)),
    );
    return getTestSuite(db, id);
  });
}

/** Takes its tests and its runs along; refused while one of its jobs has not ended. */
export async function removeTestSuite({ store }: ServerContext, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    const live = await liveJobsOf(tx, id);
    if (live.length > 0) {
      throw problem(
        'in_use',
        `Jobs of this test suite have not ended: ${live.join(', ')}. Cancel them or wait for them.`,
      );
    }
    await deleteTestSuite(tx.db, id);
  });
}

async function liveJobsOf(tx: StoreTransaction, suiteId: string): Promise<string[]> {
  const statuses = JOB_STATUSES.filter((status) => !isTerminal(status));
  const filter = { targetKeys: targetKeysOfTestSuite(suiteId), statuses, includeInternal: true };
  const { jobs } = await listJobs(tx, filter, { page: 1, limit: 10 });
  return jobs.map((job) => job.id);
}

/** Throws the `not_found` problem when there is none. */
export async function getTestSuite(db: Queryable, id: string): Promise<PlacedTestSuite> {
  const suite = await findTestSuite(db, id);
  if (suite === undefined) throw notFound();
  return suite;
}

/** A suite of either kind; throws the `not_found` problem when there is none. */
export async function getSuite(db: Queryable, id: string): Promise<PlacedTestSuite> {
  const suite = await findSuite(db, id);
  if (suite === undefined) throw notFound();
  return suite;
}

async function withUniqueName(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, TEST_SUITE_NAME_CONSTRAINT)) throw error;
    throw problem('already_exists', `The project has a test suite "${name}" already; choose another name.`);
  }
}

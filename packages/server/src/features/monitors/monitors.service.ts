/** Rules of the monitors of a table group: there is one set of them, made, changed and deleted as a whole. */
import type { MonitorsChange, NewMonitors } from '@assay/contract';
import { isTerminal, JOB_STATUSES, listJobs, uuidV7 } from '@assay/jobs';
import { notFound, problem } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { RunRequest } from '../jobs/run-request.ts';
import type { ServerContext } from '../server-context.ts';
import { getTableGroup, testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import { suiteArguments } from '../test-suites/suite-arguments.ts';
import { deleteTestSuite } from '../test-suites/test-suites.store.ts';
import { addFirstMonitors } from './first-monitors.ts';
import {
  findMonitorSuite,
  insertMonitorSuite,
  MONITOR_SUITE_CONSTRAINT,
  type MonitorSuite,
  monitorSuiteName,
  updateMonitorSuite,
} from './monitors.store.ts';

/** Throws the `not_found` problem when the table group has none. */
export async function getMonitors(db: Queryable, tableGroupId: string): Promise<MonitorSuite> {
  const suite = await findMonitorSuite(db, tableGroupId);
  if (suite === undefined) throw notFound();
  return suite;
}

/** Starts to watch the tables that the catalog knows; the first run adds what it finds besides. */
export async function addMonitors(
  { store }: ServerContext,
  tableGroupId: string,
  settings: NewMonitors,
): Promise<MonitorSuite> {
  try {
    return await store.transaction(async ({ db }) => {
      const group = await getTableGroup(db, tableGroupId);
      await insertMonitorSuite(db, {
        ...settings,
        id: uuidV7(),
        project_id: group.project_id,
        table_group_id: tableGroupId,
        name: monitorSuiteName(group.name),
      });
      const suite = await getMonitors(db, tableGroupId);
      await addFirstMonitors(db, suite);
      return suite;
    });
  } catch (error) {
    if (!isUniqueViolation(error, MONITOR_SUITE_CONSTRAINT)) throw error;
    throw problem('already_exists', 'The table group has monitors already; change their settings instead.');
  }
}

export async function changeMonitors(
  { store }: ServerContext,
  tableGroupId: string,
  change: MonitorsChange,
): Promise<MonitorSuite> {
  // Settings are columns of the same names.
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return store.transaction(async ({ db }) => {
    await updateMonitorSuite(db, tableGroupId, named);
    return getMonitors(db, tableGroupId);
  });
}

/** Takes its runs and results along; refused while one of its runs has not ended. */
export async function removeMonitors({ store }: ServerContext, tableGroupId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const suite = await getMonitors(tx.db, tableGroupId);
    const { jobs } = await listJobs(
      tx,
      {
        targetKeys: [testSuiteTargetKey(suite.id)],
        statuses: JOB_STATUSES.filter((status) => !isTerminal(status)),
        includeInternal: true,
      },
      { page: 1, limit: 10 },
    );
    if (jobs.length > 0) {
      throw problem(
        'in_use',
        `Runs of these monitors have not ended: ${jobs.map(({ id }) => id).join(', ')}. Cancel them or wait for them.`,
      );
    }
    await deleteTestSuite(tx.db, suite.id);
  });
}

/** What to submit for a run of the monitors of a table group. Throws the `not_found` problem when it has none. */
export async function monitorRunRequest(db: Queryable, tableGroupId: string): Promise<RunRequest> {
  const suite = await getMonitors(db, tableGroupId);
  return {
    key: 'run-monitors',
    arguments: suiteArguments(suite),
    targetKey: testSuiteTargetKey(suite.id),
    connectionId: suite.connection_id,
    tableGroupId,
  };
}

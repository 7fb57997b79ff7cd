/** A project with a table group and suites, and schedules on them, straight in a store. */
import { uuidV7 } from '@assay/jobs';
import { json } from '../../../store/json-column.ts';
import type { Store } from '../../../store/store.ts';
import type { NewScheduleRow } from '../../../store/tables/schedule-table.ts';

export interface GivenTargets {
  readonly projectId: string;
  readonly tableGroupId: string;
  /** It has a test. */
  readonly testSuiteId: string;
  readonly emptySuiteId: string;
  /** Hidden: nothing here can run it. */
  readonly monitorSuiteId: string;
}

export async function givenTargets({ db }: Store): Promise<GivenTargets> {
  const [projectId, connectionId, tableGroupId] = [uuidV7(), uuidV7(), uuidV7()];
  await db.insertInto('project').values({ id: projectId, code: projectId, name: 'Webshop' }).execute();
  const of = { project_id: projectId, connection_id: connectionId };
  await db
    .insertInto('connection')
    .values({ id: connectionId, project_id: projectId, name: 'files', type: 'files', config: json({}) })
    .execute();
  const masks = { id_column_mask: '%_id', surrogate_key_column_mask: '%_sk' };
  await db
    .insertInto('table_group')
    .values({ id: tableGroupId, ...of, ...masks, name: 'Orders', schema_name: 'main' })
    .execute();
  const addSuite = async (name: string, is_monitor = false) => {
    const id = uuidV7();
    const suite = { id, project_id: projectId, table_group_id: tableGroupId, name, is_monitor };
    await db.insertInto('test_suite').values(suite).execute();
    return id;
  };
  const testSuiteId = await addSuite('Nightly checks');
  await db
    .insertInto('test_definition')
    .values({ id: uuidV7(), test_suite_id: testSuiteId, external_id: uuidV7(), test_type: 'Required' })
    .execute();
  return {
    projectId,
    tableGroupId,
    testSuiteId,
    emptySuiteId: await addSuite('Nothing yet'),
    monitorSuiteId: await addSuite('Monitors', true),
  };
}

/** Profiles the table group every hour, unless told otherwise. Gives the id. */
export async function givenSchedule(
  { db }: Store,
  { projectId, tableGroupId }: GivenTargets,
  changes: Partial<NewScheduleRow>,
): Promise<string> {
  const id = uuidV7();
  await db
    .insertInto('schedule')
    .values({
      ...{ id, project_id: projectId, job_key: 'run-profile', cron: '0 * * * *', time_zone: 'UTC' },
      ...{ active: true, catch_up: 'none', overlap: 'queue', next_fire_at: null },
      ...{ test_suite_id: null, table_group_id: changes.test_suite_id ? null : tableGroupId },
      ...changes,
    })
    .execute();
  return id;
}

/** What jobs were told that schedules submitted, oldest first. */
export async function scheduledJobs({ db }: Store) {
  const jobs = await db
    .selectFrom('job')
    .select(['id', 'key', 'source', 'status', 'project_id', 'arguments'])
    .where('source', '=', 'scheduler')
    .orderBy('id')
    .execute();
  return jobs.map((job) => ({ ...job, dueAt: String(job.arguments.due_at) }));
}

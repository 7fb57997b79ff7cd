/** A project whose runs ended long ago, put there row by row. */
import { type JobStatus, submitJob, uuidV7 } from '@assay/jobs';
import { json } from '../../../store/json-column.ts';
import type { Store } from '../../../store/store.ts';

const KEYS = { profile: 'run-profile', tests: 'run-tests', monitors: 'run-monitors' } as const;

export interface AgedRun {
  readonly kind?: keyof typeof KEYS;
  readonly status?: Extract<JobStatus, 'completed' | 'error' | 'canceled'>;
  readonly daysAgo: number;
}

export interface AgedProject {
  readonly projectId: string;
  readonly tableGroupId: string;
  readonly suiteId: string;
  /** Gives the id of the run, which has one row of everything that hangs on such a run. */
  ran(run: AgedRun): Promise<string>;
}

/** One connection, one table group, one suite. */
export async function agedProject(store: Store, suite: { isMonitor?: boolean } = {}): Promise<AgedProject> {
  const [projectId, connectionId, tableGroupId, suiteId] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];
  const { db } = store;
  const owned = { project_id: projectId, name: 'shop' };
  await db.insertInto('project').values({ id: projectId, code: projectId, name: 'Shop' }).execute();
  await db
    .insertInto('connection')
    .values({ ...owned, id: connectionId, type: 'files', config: json({ path: '.' }) })
    .execute();
  await db
    .insertInto('table_group')
    .values({
      ...{ ...owned, id: tableGroupId, connection_id: connectionId, schema_name: 'main' },
      ...{ id_column_mask: '', surrogate_key_column_mask: '' },
    })
    .execute();
  await db
    .insertInto('test_suite')
    .values({ ...owned, id: suiteId, table_group_id: tableGroupId, is_monitor: suite.isMonitor ?? false })
    .execute();
  const places = { projectId, tableGroupId, suiteId };
  return { ...places, ran: (run) => insertRun(store, places, run) };
}

async function insertRun(
  store: Store,
  { projectId, tableGroupId, suiteId }: Omit<AgedProject, 'ran'>,
  { kind = 'tests', status = 'completed', daysAgo }: AgedRun,
): Promise<string> {
  const targetKey = kind === 'profile' ? `group ${tableGroupId}` : `suite ${suiteId}`;
  const { job } = await submitJob(store.jobs, { key: KEYS[kind], source: 'api', projectId, targetKey });
  await store.jobs.query(
    `UPDATE job SET status = $2::text, created_at = aged.at, claimed_at = aged.at, started_at = aged.at,
       completed_at = aged.at, attempt = 1, error_message = CASE $2::text WHEN 'error' THEN 'broken' END
      FROM (SELECT now() - $3::double precision * interval '1 day' AS at) AS aged WHERE id = $1::uuid`,
    [job.id, status, daysAgo],
  );
  await store.jobs.query(
    `INSERT INTO job_log (job_id, line, at, level, attempt, message) VALUES ($1::uuid, 1, now(), 'info', 1, 'Done.')`,
    [job.id],
  );
  const run = { job_id: job.id, project_id: projectId, table_group_id: tableGroupId };
  if (kind === 'profile') await insertProfile(store, run);
  else await insertResults(store, { ...run, test_suite_id: suiteId });
  return job.id;
}

async function insertProfile(
  { db }: Store,
  run: { job_id: string; project_id: string; table_group_id: string },
): Promise<void> {
  await db
    .insertInto('profiling_run')
    .values({ ...run, settings: json({}) as never })
    .execute();
  await db
    .insertInto('column_profile')
    .values({
      ...{ profiling_run_id: run.job_id, table_name: 'orders', column_name: 'state', position: 1 },
      ...{ general_type: 'A', column_type: 'text', native_type: 'text' },
      ...{ measures: json({}) as never, frequencies: json([]) as never },
    })
    .execute();
  await db
    .insertInto('hygiene_issue')
    .values({
      ...{ id: uuidV7(), profiling_run_id: run.job_id, issue_type: 'x', table_name: 'orders' },
      ...{ column_name: 'state', likelihood: 'Likely', detail: 'Odd.', facts: json({}) as never },
    })
    .execute();
}

async function insertResults(
  { db }: Store,
  run: { job_id: string; project_id: string; table_group_id: string; test_suite_id: string },
): Promise<void> {
  const test_definition_id = uuidV7();
  await db.insertInto('test_run').values(run).execute();
  await db
    .insertInto('test_result')
    .values({
      ...{ id: uuidV7(), test_run_id: run.job_id, test_definition_id, test_type: 'Required' },
      ...{ parameters: json({}) as never, generated: false, status: 'Failed', severity: 'Fail' },
      duration_ms: 1,
    })
    .execute();
  await db
    .insertInto('captured_rows')
    .values({
      ...{ test_run_id: run.job_id, test_definition_id, columns: ['id'], rows: json([[1]]) as never },
      ...{ total: 1, truncated: false, sql: 'SELECT 1', captured_at: new Date() },
    })
    .execute();
}

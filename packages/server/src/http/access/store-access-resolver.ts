/** The resolver over the store: one look-up per kind of resource. */
import type { ProjectResource } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { AccessResolver, ResourceAccess, ResourceOwner } from './access-resolver.ts';

type LookUp = (
  db: Queryable,
  key: string,
  access: ResourceAccess,
) => Promise<{ readonly project_id: string | null } | undefined>;

/**
 * One row per resource. Internal jobs are hidden, and so are monitor suites as suites; their tests, notes and results are read
 * and changed like all others.
 */
const LOOK_UPS: Readonly<Record<ProjectResource, LookUp>> = {
  project: (db, code) =>
    db.selectFrom('project').select('id as project_id').where('code', '=', code).executeTakeFirst(),
  connection: (db, id) =>
    db.selectFrom('connection').select('project_id').where('id', '=', id).executeTakeFirst(),
  table_group: (db, id) =>
    db.selectFrom('table_group').select('project_id').where('id', '=', id).executeTakeFirst(),
  test_suite: (db, id) =>
    db
      .selectFrom('test_suite')
      .select('project_id')
      .where('id', '=', id)
      .where('is_monitor', '=', false)
      .executeTakeFirst(),
  job: (db, id, { jobKey }) =>
    db
      .selectFrom('job')
      .select('project_id')
      .where('id', '=', id)
      .where('internal', '=', false)
      .$if(jobKey !== undefined, (query) => query.where('key', '=', jobKey ?? ''))
      .executeTakeFirst(),
  test_definition: (db, id) =>
    db
      .selectFrom('test_definition')
      .innerJoin('test_suite', 'test_suite.id', 'test_definition.test_suite_id')
      .select('test_suite.project_id')
      .where('test_definition.id', '=', id)
      .executeTakeFirst(),
  test_note: (db, id) =>
    db
      .selectFrom('test_note')
      .innerJoin('test_definition', 'test_definition.id', 'test_note.test_definition_id')
      .innerJoin('test_suite', 'test_suite.id', 'test_definition.test_suite_id')
      .select('test_suite.project_id')
      .where('test_note.id', '=', id)
      .executeTakeFirst(),
  test_result: (db, id) =>
    db
      .selectFrom('test_result')
      .innerJoin('test_run', 'test_run.job_id', 'test_result.test_run_id')
      .innerJoin('test_suite', 'test_suite.id', 'test_run.test_suite_id')
      .select('test_suite.project_id')
      .where('test_result.id', '=', id)
      .executeTakeFirst(),
  hygiene_issue: (db, id) =>
    db
      .selectFrom('hygiene_issue')
      .innerJoin('profiling_run', 'profiling_run.job_id', 'hygiene_issue.profiling_run_id')
      .select('profiling_run.project_id')
      .where('hygiene_issue.id', '=', id)
      .executeTakeFirst(),
  notification: (db, id) =>
    db.selectFrom('notification').select('project_id').where('id', '=', id).executeTakeFirst(),
  webhook: (db, id) =>
    db
      .selectFrom('notification')
      .select('project_id')
      .where('id', '=', id)
      .where('kind', '=', 'webhook')
      .executeTakeFirst(),
  delivery: (db, id) =>
    db
      .selectFrom('delivery')
      .innerJoin('notification', 'notification.id', 'delivery.notification_id')
      .select('notification.project_id')
      .where('delivery.id', '=', id)
      .executeTakeFirst(),
  schedule: (db, id) =>
    db.selectFrom('schedule').select('project_id').where('id', '=', id).executeTakeFirst(),
  gate: (db, id) => db.selectFrom('gate').select('project_id').where('id', '=', id).executeTakeFirst(),
  token: (db, id) => db.selectFrom('api_token').select('project_id').where('id', '=', id).executeTakeFirst(),
};

export function createStoreAccessResolver(db: Queryable): AccessResolver {
  return {
    async ownerOf(access, key): Promise<ResourceOwner | null> {
      const row = await LOOK_UPS[access.of](db, key, access);
      return row === undefined ? null : { projectId: row.project_id };
    },
  };
}

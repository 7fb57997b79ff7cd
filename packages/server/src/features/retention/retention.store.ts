/** When the retention of projects is due. */
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import type { Project } from '../../store/tables/project-tables.ts';
import type { RetentionRequest } from './retention-rules.ts';

/** A day from now on, by the store's clock. */
const TOMORROW = sql<Date>`statement_timestamp() + interval '1 day'`;

/** A mistake in a setting can be taken back before it counts. */
export const GRACE = sql<Date>`statement_timestamp() + interval '1 hour'`;

/** Takes the projects whose time has come, so that nobody else does for a day; run it in the transaction that submits. */
export async function takeDueProjects(db: Queryable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE project SET retention_due_at = ${TOMORROW} WHERE id IN (
      SELECT id FROM project WHERE retention_due_at <= statement_timestamp()
       ORDER BY retention_due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    RETURNING id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The request that the settings of a project make now; undefined when the project is gone. */
export async function findRetentionRequest(
  db: Queryable,
  projectId: string,
): Promise<RetentionRequest | undefined> {
  const project = await db
    .selectFrom('project')
    .select(['retention_days', 'detail_days', sql<Date>`statement_timestamp()`.as('now')])
    .where('id', '=', projectId)
    .executeTakeFirst();
  return project && requestOf(projectId, project, project.now);
}

const requestOf = (
  projectId: string,
  { retention_days, detail_days }: Pick<Project, 'retention_days' | 'detail_days'>,
  asOf: Date,
): RetentionRequest => ({ projectId, asOf, retentionDays: retention_days, detailDays: detail_days });

/** Locks the settings until the transaction ends; false when they are no longer those of the request. */
export async function holdsStill(
  db: Queryable,
  { projectId, retentionDays, detailDays }: RetentionRequest,
): Promise<boolean> {
  const project = await db
    .selectFrom('project')
    .select('id')
    .where('id', '=', projectId)
    .where('retention_days', 'is not distinct from', retentionDays)
    .where('detail_days', 'is not distinct from', detailDays)
    .forShare()
    .executeTakeFirst();
  return project !== undefined;
}

export async function recordApplied(db: Queryable, projectId: string): Promise<void> {
  await db
    .updateTable('project')
    .set({ retention_applied_at: sql<Date>`statement_timestamp()` })
    .where('id', '=', projectId)
    .execute();
}

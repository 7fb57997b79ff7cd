/** The schedule table. */
import type { ScheduledJobKey } from '@assay/contract';
import type { JobStatus } from '@assay/jobs';
import { sql } from 'kysely';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import type { NewScheduleRow, ScheduleRow, ScheduleRowChange } from '../../store/tables/schedule-table.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const SCHEDULE_CONSTRAINT = 'schedule_key';

/** Wakes the schedulers of all servers: what they wait for may have changed. */
export const SCHEDULE_CHANNEL = 'assay_schedule';

export interface PlacedSchedule extends ScheduleRow {
  readonly project_code: string;
  readonly target_name: string;
  /** Of the last firing's job. */
  readonly last_job_status: JobStatus | null;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('schedule')
    .innerJoin('project', 'project.id', 'schedule.project_id')
    .leftJoin('table_group', 'table_group.id', 'schedule.table_group_id')
    .leftJoin('test_suite', 'test_suite.id', 'schedule.test_suite_id')
    .leftJoin('job', 'job.id', 'schedule.last_job_id')
    .selectAll('schedule')
    .select(({ fn }) => [
      'project.code as project_code',
      'job.status as last_job_status',
      // Every schedule has one of the two.
      fn.coalesce('table_group.name', 'test_suite.name').$castTo<string>().as('target_name'),
    ]);

export async function insertSchedule(db: Queryable, schedule: NewScheduleRow): Promise<void> {
  await db.insertInto('schedule').values(schedule).execute();
}

export function findSchedule(db: Queryable, id: string): Promise<PlacedSchedule | undefined> {
  return placed(db).where('schedule.id', '=', id).executeTakeFirst();
}

export interface ScheduleFilter {
  readonly projectId: string;
  /** Empty = all. */
  readonly jobKeys: readonly ScheduledJobKey[];
  readonly tableGroupId: string | undefined;
  readonly testSuiteId: string | undefined;
  readonly active: boolean | undefined;
}

/** Oldest first. */
export function listSchedules(
  db: Queryable,
  filter: ScheduleFilter,
  page: PageRequest,
): Promise<Page<PlacedSchedule>> {
  const { projectId, jobKeys, tableGroupId, testSuiteId, active } = filter;
  let query = placed(db).where('schedule.project_id', '=', projectId);
  if (jobKeys.length > 0) query = query.where('schedule.job_key', 'in', jobKeys);
  if (tableGroupId !== undefined) query = query.where('schedule.table_group_id', '=', tableGroupId);
  if (testSuiteId !== undefined) query = query.where('schedule.test_suite_id', '=', testSuiteId);
  if (active !== undefined) query = query.where('schedule.active', '=', active);
  return fetchPage(query.orderBy('schedule.created_at').orderBy('schedule.id'), page);
}

/** Waits for a firing that is under way, so that a change counts from what that one leaves. */
export function lockSchedule(db: Queryable, id: string): Promise<ScheduleRow | undefined> {
  return db.selectFrom('schedule').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A person's change; firings are no such. */
export async function updateSchedule(db: Queryable, id: string, change: ScheduleRowChange): Promise<void> {
  await db
    .updateTable('schedule')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function recordFiring(
  db: Queryable,
  id: string,
  firing: Pick<
    ScheduleRowChange,
    'last_due_at' | 'last_fired_at' | 'last_outcome' | 'last_detail' | 'last_job_id' | 'next_fire_at'
  >,
): Promise<void> {
  await db.updateTable('schedule').set(firing).where('id', '=', id).execute();
}

export async function deleteSchedule(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('schedule').where('id', '=', id).execute();
}

/** Longest that a server may keep a schedule locked without a statement; then its session is ended. */
const FROZEN_SERVER_MS = 5_000;

/**
 * The schedule that has been due the longest and that no other server is firing, locked until the transaction ends.
 * A server that dies lets go at once; one that freezes is made to after FROZEN_SERVER_MS.
 */
export async function lockDueSchedule(
  tx: StoreTransaction,
  now: Date,
  except: readonly string[],
): Promise<ScheduleRow | undefined> {
  await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [
    String(FROZEN_SERVER_MS),
  ]);
  let query = tx.db.selectFrom('schedule').selectAll().where('next_fire_at', '<=', now);
  if (except.length > 0) query = query.where('id', 'not in', except);
  return query.orderBy('next_fire_at').orderBy('id').limit(1).forUpdate().skipLocked().executeTakeFirst();
}

export interface DueTimes {
  /** Whether a schedule is due and not fired: another server is at it, or it failed. */
  readonly overdue: boolean;
  /** The next moment after now at which one will be due; null when there is none. */
  readonly next: Date | null;
}

export async function readDueTimes(db: Queryable, now: Date): Promise<DueTimes> {
  const row = await db
    .selectFrom('schedule')
    .where('next_fire_at', 'is not', null)
    .select(({ fn }) => [
      fn.min('next_fire_at').filterWhere('next_fire_at', '>', now).as('next'),
      fn.countAll<number>().filterWhere('next_fire_at', '<=', now).as('overdue_ct'),
    ])
    .executeTakeFirstOrThrow();
  return { overdue: Number(row.overdue_ct) > 0, next: row.next };
}

/** Takes effect when the transaction commits. */
export async function announceChange(db: Queryable): Promise<void> {
  await sql`SELECT pg_notify(${SCHEDULE_CHANNEL}, '')`.execute(db);
}

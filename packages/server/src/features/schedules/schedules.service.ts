/** Rules of schedules. */
import type { ErrorEntry, NewSchedule, ScheduleChange } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidEntries, notFound, problem } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { ScheduleRow } from '../../store/tables/schedule-table.ts';
import type { ServerContext } from '../server-context.ts';
import type { Clock } from './clock.ts';
import { cronProblems, nextFiring, normalCron, timeZoneProblems } from './cron-line.ts';
import { projectOfTarget } from './scheduled-runs.ts';
import {
  announceChange,
  findSchedule,
  insertSchedule,
  lockSchedule,
  type PlacedSchedule,
  SCHEDULE_CONSTRAINT,
  updateSchedule,
} from './schedules.store.ts';

export interface ScheduleContext extends Pick<ServerContext, 'store'> {
  readonly clock: Clock;
}

export async function addSchedule(
  { store, clock }: ScheduleContext,
  projectId: string,
  schedule: NewSchedule,
): Promise<PlacedSchedule> {
  const id = uuidV7();
  const cron = normalCron(schedule.cron);
  return store.transaction(async ({ db }) => {
    const mistakes = [...timingMistakes(schedule), ...(await targetMistakes(db, projectId, schedule))];
    if (mistakes.length > 0) throw invalidEntries(mistakes);
    await onceOnly(() =>
      insertSchedule(db, {
        id,
        project_id: projectId,
        description: schedule.description,
        job_key: schedule.job_key,
        table_group_id: schedule.table_group_id,
        test_suite_id: schedule.test_suite_id,
        cron,
        time_zone: schedule.time_zone,
        active: schedule.active,
        catch_up: schedule.catch_up,
        overlap: schedule.overlap,
        next_fire_at: nextFireAt({ ...schedule, cron }, clock.now()),
      }),
    );
    await announceChange(db);
    return getSchedule(db, id);
  });
}

export async function changeSchedule(
  { store, clock }: ScheduleContext,
  id: string,
  change: ScheduleChange,
): Promise<PlacedSchedule> {
  const mistakes = timingMistakes(change);
  if (mistakes.length > 0) throw invalidEntries(mistakes);
  const normal = change.cron === undefined ? change : { ...change, cron: normalCron(change.cron) };
  // Settings are columns of the same names.
  const named = Object.fromEntries(Object.entries(normal).filter(([, value]) => value !== undefined));
  return store.transaction(async ({ db }) => {
    const existing = await lockSchedule(db, id);
    if (existing === undefined) throw notFound();
    const changed: ScheduleRow = { ...existing, ...named };
    // A change of anything else must not lose a firing that is due this moment.
    const keepsTimes = TIMES.every((name) => changed[name] === existing[name]);
    const next_fire_at = keepsTimes ? existing.next_fire_at : nextFireAt(changed, clock.now());
    await onceOnly(() => updateSchedule(db, id, { ...named, next_fire_at }));
    await announceChange(db);
    return getSchedule(db, id);
  });
}

/** What decides when a schedule fires. */
const TIMES = ['cron', 'time_zone', 'active'] as const;

/** Throws the `not_found` problem when there is none. */
export async function getSchedule(db: Queryable, id: string): Promise<PlacedSchedule> {
  const schedule = await findSchedule(db, id);
  if (schedule === undefined) throw notFound();
  return schedule;
}

interface Timing {
  readonly cron: string;
  readonly time_zone: string;
}

/** Of the parts that are given, all at once. */
export function timingMistakes({
  cron,
  time_zone: zone,
}: {
  readonly cron?: string | undefined;
  readonly time_zone?: string | undefined;
}): ErrorEntry[] {
  return [
    ...(cron === undefined ? [] : cronProblems(cron).map((says) => mistake('body.cron', says))),
    ...(zone === undefined ? [] : timeZoneProblems(zone).map((says) => mistake('body.time_zone', says))),
  ];
}

async function targetMistakes(
  db: Queryable,
  projectId: string,
  schedule: NewSchedule,
): Promise<ErrorEntry[]> {
  if ((await projectOfTarget(db, schedule)) === projectId) return [];
  return schedule.table_group_id === null
    ? [mistake('body.test_suite_id', 'names no test suite of this project')]
    : [mistake('body.table_group_id', 'names no table group of this project')];
}

const mistake = (path: string, says: string): ErrorEntry => ({
  code: 'invalid_request',
  path,
  detail: `${path} ${says}.`,
});

const nextFireAt = (schedule: Timing & { readonly active: boolean }, now: Date): Date | null =>
  schedule.active ? nextFiring({ cron: schedule.cron, timeZone: schedule.time_zone }, now) : null;

async function onceOnly(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, SCHEDULE_CONSTRAINT)) throw error;
    throw problem(
      'already_exists',
      'There is a schedule for this job, target, line and time zone already; change that one, or give this one another line.',
    );
  }
}

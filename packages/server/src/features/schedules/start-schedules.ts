/** The part of a server that fires schedules. */
import type { Store } from '../../store/store.ts';
import type { WorkerLog } from '../../workers/log-jobs.ts';
import { type Clock, systemClock } from './clock.ts';
import { type FiringListener, fireDue } from './fire-due.ts';
import { type ScheduleLoop, startScheduleLoop } from './schedule-loop.ts';
import { readDueTimes, SCHEDULE_CHANNEL } from './schedules.store.ts';

/** Gives its end, which waits for the firing at hand. */
export async function startSchedules(
  store: Store,
  log: WorkerLog,
  clock: Clock = systemClock,
): Promise<() => Promise<void>> {
  const listener: FiringListener = {
    onFired: ({ scheduleId, dueAt, outcome, jobId }) =>
      log.info({ schedule: scheduleId, due: dueAt, outcome, job: jobId }, 'schedule fired'),
    onFailed: (error) => log.error({ schedule: error.scheduleId, err: error }, 'schedule failed'),
  };
  let loop: ScheduleLoop | undefined;
  const unlisten = await store.listen(SCHEDULE_CHANNEL, () => loop?.wake());
  loop = startScheduleLoop({
    clock,
    fireDue: (now) => fireDue(store, now, listener),
    dueTimes: (now) => readDueTimes(store.db, now),
    onError: (error) => log.error({ err: error }, 'schedules'),
  });
  return async () => {
    await unlisten();
    await loop.stop();
  };
}

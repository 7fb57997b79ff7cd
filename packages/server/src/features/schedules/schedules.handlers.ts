import type { Schedule } from '@assay/contract';
import { invalidEntries } from '../../http/api-problem.ts';
import { submitRun } from '../jobs/submit-run.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { systemClock } from './clock.ts';
import { nextFirings, normalCron } from './cron-line.ts';
import { SCHEDULED_RUNS, targetIdOf } from './scheduled-runs.ts';
import { addSchedule, changeSchedule, getSchedule, timingMistakes } from './schedules.service.ts';
import { deleteSchedule, listSchedules, type PlacedSchedule, recordFiring } from './schedules.store.ts';

export function createScheduleHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'createSchedule'
  | 'listSchedules'
  | 'getSchedule'
  | 'updateSchedule'
  | 'deleteSchedule'
  | 'fireSchedule'
  | 'previewSchedule'
> {
  const { store } = context;
  const clock = systemClock;
  const answer = (schedule: PlacedSchedule, firings: number) => toApi(schedule, clock.now(), firings);
  return {
    async createSchedule({ query, body }, { projectId }) {
      return { body: answer(await addSchedule({ store, clock }, projectId!, body), query.firings) };
    },
    async listSchedules({ query }, { projectId }) {
      const filter = {
        projectId: projectId!,
        jobKeys: query.job_key,
        tableGroupId: query.table_group_id,
        testSuiteId: query.test_suite_id,
        active: query.active,
      };
      const page = await listSchedules(store.db, filter, query);
      return { body: mapPage(page, (schedule) => answer(schedule, query.firings)) };
    },
    async getSchedule({ params, query }) {
      return { body: answer(await getSchedule(store.db, params.schedule_id), query.firings) };
    },
    async updateSchedule({ params, query, body }) {
      return {
        body: answer(await changeSchedule({ store, clock }, params.schedule_id, body), query.firings),
      };
    },
    async deleteSchedule({ params }) {
      await deleteSchedule(store.db, params.schedule_id);
      return { body: undefined };
    },
    async fireSchedule(input, request) {
      const schedule = await getSchedule(store.db, input.params.schedule_id);
      const run = await SCHEDULED_RUNS[schedule.job_key].request(store.db, targetIdOf(schedule));
      const now = clock.now();
      return submitRun(context, request, input, run, {
        firing: { schedule_id: schedule.id, due_at: now.toISOString() },
        alongWith: (tx, job) =>
          recordFiring(tx.db, schedule.id, {
            last_due_at: now,
            last_fired_at: now,
            last_outcome: 'submitted',
            last_detail: `Fired by hand by ${request.principal.name}.`,
            last_job_id: job.id,
          }),
      });
    },
    async previewSchedule({ query, body }) {
      const mistakes = timingMistakes(body);
      if (mistakes.length > 0) throw invalidEntries(mistakes);
      const timing = { cron: normalCron(body.cron), timeZone: body.time_zone };
      const firings = nextFirings(timing, clock.now(), query.firings);
      return {
        body: {
          cron: timing.cron,
          time_zone: timing.timeZone,
          next_firings: firings.map((at) => at.toISOString()),
        },
      };
    },
  };
}

function toApi(schedule: PlacedSchedule, now: Date, firings: number): Schedule {
  const timing = { cron: schedule.cron, timeZone: schedule.time_zone };
  return {
    id: schedule.id,
    project_code: schedule.project_code,
    description: schedule.description,
    job_key: schedule.job_key,
    table_group_id: schedule.table_group_id,
    test_suite_id: schedule.test_suite_id,
    target_name: schedule.target_name,
    cron: schedule.cron,
    time_zone: schedule.time_zone,
    active: schedule.active,
    catch_up: schedule.catch_up,
    overlap: schedule.overlap,
    next_firings: schedule.active ? nextFirings(timing, now, firings).map((at) => at.toISOString()) : [],
    last_firing: lastFiringOf(schedule),
    created_at: schedule.created_at.toISOString(),
    updated_at: schedule.updated_at.toISOString(),
  };
}

function lastFiringOf(schedule: PlacedSchedule): Schedule['last_firing'] {
  const { last_due_at: dueAt, last_fired_at: firedAt, last_outcome: outcome } = schedule;
  if (dueAt === null || firedAt === null || outcome === null) return null;
  return {
    due_at: dueAt.toISOString(),
    fired_at: firedAt.toISOString(),
    outcome,
    detail: schedule.last_detail,
    job_id: schedule.last_job_id,
    job_status: schedule.last_job_status,
  };
}

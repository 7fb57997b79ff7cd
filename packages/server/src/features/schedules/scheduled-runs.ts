/** What schedules can run: one row for each job key, from the id of its target to the run. */
import { SCHEDULE_TARGETS, type ScheduledJobKey } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { RunRequest } from '../jobs/run-request.ts';
import { monitorRunRequest } from '../monitors/monitors.service.ts';
import { findMonitorSuite } from '../monitors/monitors.store.ts';
import { profilingRunRequest } from '../profiling-runs/profiling-run-request.ts';
import { getTableGroup } from '../table-groups/table-groups.service.ts';
import { findTableGroup } from '../table-groups/table-groups.store.ts';
import { testGenerationRequest } from '../test-generation/test-generation-request.ts';
import { testRunRequest } from '../test-runs/test-run-request.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { findTestSuite } from '../test-suites/test-suites.store.ts';

interface ScheduledRun {
  /** Throws the `not_found` problem when the target is gone. */
  request(db: Queryable, targetId: string): Promise<RunRequest>;
  /** Why a firing would have nothing to do, in a sentence; null when it has, and left out when it always has. */
  idleBecause?(db: Queryable, targetId: string): Promise<string | null>;
}

export const SCHEDULED_RUNS: Readonly<Record<ScheduledJobKey, ScheduledRun>> = {
  'run-profile': {
    request: async (db, id) => profilingRunRequest(await getTableGroup(db, id)),
  },
  'run-tests': {
    request: async (db, id) => testRunRequest(await getTestSuite(db, id)),
    idleBecause: async (db, id) =>
      (await hasDefinitions(db, id))
        ? null
        : 'The test suite has no test definition, so there was nothing to run.',
  },
  'run-monitors': {
    request: monitorRunRequest,
    idleBecause: async (db, id) =>
      (await findMonitorSuite(db, id)) !== undefined
        ? null
        : 'The table group has no monitors, so there was nothing to run.',
  },
  'run-test-generation': {
    request: async (db, id) => testGenerationRequest(await getTestSuite(db, id)),
  },
};

async function hasDefinitions(db: Queryable, testSuiteId: string): Promise<boolean> {
  const any = db.selectFrom('test_definition').select('id').where('test_suite_id', '=', testSuiteId);
  return (await any.limit(1).executeTakeFirst()) !== undefined;
}

interface ScheduleTarget {
  readonly job_key: ScheduledJobKey;
  readonly table_group_id: string | null;
  readonly test_suite_id: string | null;
}

/** The target's id; the one that goes with the job key is there, as the contract and the table both see to. */
export function targetIdOf(schedule: ScheduleTarget): string {
  const id = schedule[SCHEDULE_TARGETS[schedule.job_key]];
  if (id === null) throw new Error(`a schedule of ${schedule.job_key} names no target`);
  return id;
}

/** The project of a schedule's target; undefined when there is no such target. */
export async function projectOfTarget(db: Queryable, schedule: ScheduleTarget): Promise<string | undefined> {
  const find = schedule.table_group_id === null ? findTestSuite : findTableGroup;
  return (await find(db, targetIdOf(schedule)))?.project_id;
}

/** The facts of a job that has ended, as its events tell them. */
import { findJob } from '@assay/jobs';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import { jobToApi } from '../jobs/job-to-api.ts';
import type { Named, RunEventData } from './event-data.ts';
import { readProfilingFindings } from './profiling-findings.read.ts';
import type { RunFindings } from './run-findings.ts';
import { type LinkMaker, linksOfRun } from './run-links.ts';
import { readTestFindings } from './test-findings.read.ts';

const NOTHING_FOUND: RunFindings = {
  score: { now: null, before: null },
  tests: null,
  issues: null,
  changes: null,
  findings: [],
  findings_left_out: 0,
};

/** Undefined when the job is gone. */
export async function readRunEvent(
  tx: StoreTransaction,
  jobId: string,
  link: LinkMaker,
): Promise<RunEventData | undefined> {
  const record = await findJob(tx, jobId);
  if (record === null) return undefined;
  const { db } = tx;
  const found =
    (await readTestFindings(db, record)) ?? (await readProfilingFindings(db, record)) ?? NOTHING_FOUND;
  const job = jobToApi(record);
  return {
    project_code: await projectCode(db, record.projectId),
    job,
    table_group: await tableGroupOf(db, record.arguments.table_group_id),
    test_suite: await testSuiteOf(db, record.arguments.test_suite_id),
    ...found,
    links: linksOfRun(job, link),
  };
}

export async function projectCode(db: Queryable, projectId: string | null): Promise<string> {
  const project = await db
    .selectFrom('project')
    .select('code')
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow();
  return project.code;
}

/** `id` as a job's arguments hold it; null when they hold none, or the group is gone. */
export async function tableGroupOf(db: Queryable, id: unknown): Promise<Named | null> {
  if (typeof id !== 'string') return null;
  const row = await db
    .selectFrom('table_group')
    .select(['id', 'name'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Monitor suites are not shown. */
export async function testSuiteOf(db: Queryable, id: unknown): Promise<Named | null> {
  if (typeof id !== 'string') return null;
  const row = await db
    .selectFrom('test_suite')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('is_monitor', '=', false)
    .executeTakeFirst();
  return row ?? null;
}

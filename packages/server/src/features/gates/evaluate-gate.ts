/** The verdict of a gate on what its suite or table group ran. */
import {
  type GateReason,
  type GateVerdict,
  gateVerdict,
  judgeProfilingRun,
  judgeTestRun,
  neverRan,
  type ProfileGatePolicy,
  type TestGatePolicy,
} from '@assay/checks';
import type { GateEvaluation } from '@assay/contract';
import { invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { GateRow } from '../../store/tables/gate-table.ts';
import { findTableGroup } from '../table-groups/table-groups.store.ts';
import { findTestSuite } from '../test-suites/test-suites.store.ts';
import {
  type EndedJob,
  findEndedJob,
  latestProfilingRun,
  latestTestRun,
  readEndedProfilingRun,
  readEndedTestRun,
} from './ended-runs.read.ts';

interface JudgedRun extends GateVerdict {
  readonly kind: 'tests' | 'profile';
  /** Of the suite or of the table group. */
  readonly name: string;
  readonly runId: string | null;
}

/**
 * Judges the run `jobId`, else the latest ended runs. Throws ApiProblem: 422 when the job is no run of what the gate
 * belongs to (one that the caller may not see looks the same), 409 while it has not ended.
 */
export async function evaluateGate(
  db: Queryable,
  gate: GateRow,
  jobId: string | undefined,
  now: Date,
): Promise<GateEvaluation> {
  const runs =
    jobId === undefined ? await judgeLatest(db, gate, now) : [await judgeNamed(db, gate, jobId, now)];
  const { outcome, reasons } = gateVerdict(runs.flatMap((run) => run.reasons));
  return {
    gate_id: gate.id,
    outcome,
    reasons: reasons.map(reasonToApi),
    runs: runs.map(({ kind, name, runId, outcome: own }) => ({ kind, name, run_id: runId, outcome: own })),
    evaluated_at: now.toISOString(),
  };
}

export const reasonToApi = ({ rule, outcome, says, limit, found, runId }: GateReason) => ({
  rule,
  outcome,
  says,
  limit,
  found,
  run_id: runId,
});

async function judgeLatest(db: Queryable, gate: GateRow, now: Date): Promise<JudgedRun[]> {
  if (gate.test_suite_id !== null) {
    const suite = await findTestSuite(db, gate.test_suite_id);
    if (suite === undefined) throw notFound();
    return [await judgeTests(db, suite.name, await latestTestRun(db, suite.id), gate.test_policy, now)];
  }
  const group = await findTableGroup(db, gate.table_group_id ?? '');
  if (group === undefined) throw notFound();
  const profile = await latestProfilingRun(db, group.id);
  const judged = [await judgeProfile(db, group.name, profile, gate.profile_policy, now)];
  for (const suite of await suitesOf(db, group.id)) {
    judged.push(await judgeTests(db, suite.name, await latestTestRun(db, suite.id), gate.test_policy, now));
  }
  return judged;
}

const suitesOf = (db: Queryable, tableGroupId: string) =>
  db
    .selectFrom('test_suite')
    .select(['id', 'name'])
    .where('table_group_id', '=', tableGroupId)
    .where('is_monitor', '=', false)
    .orderBy('name')
    .execute();

async function judgeNamed(db: Queryable, gate: GateRow, jobId: string, now: Date): Promise<JudgedRun> {
  const job = await db
    .selectFrom('job')
    .select(['key', 'status', 'arguments'])
    .where('id', '=', jobId)
    .executeTakeFirst();
  const suite =
    job?.key === 'run-tests' ? await findTestSuite(db, String(job.arguments.test_suite_id)) : undefined;
  const isOfSuite = suite !== undefined && gate.test_suite_id === suite.id;
  const isOfGroup = gate.table_group_id !== null && job?.arguments.table_group_id === gate.table_group_id;
  const isJudged = isOfSuite || (isOfGroup && (suite !== undefined || job?.key === 'run-profile'));
  if (job === undefined || !isJudged) {
    throw invalidRequest('query.job_id', 'query.job_id names no run of what this gate belongs to.');
  }
  const ended = await findEndedJob(db, jobId);
  if (ended === undefined) {
    throw problem(
      'run_not_completed',
      `The run ${jobId} is ${job.status}; a gate judges runs that have ended. Wait for it: GET /jobs/{job_id}?wait=30.`,
    );
  }
  if (suite !== undefined) return judgeTests(db, suite.name, ended, gate.test_policy, now);
  const group = await findTableGroup(db, gate.table_group_id ?? '');
  return judgeProfile(db, group?.name ?? '', ended, gate.profile_policy, now);
}

export async function judgeTests(
  db: Queryable,
  suiteName: string,
  job: EndedJob | undefined,
  policy: TestGatePolicy,
  now: Date,
): Promise<JudgedRun> {
  const verdict =
    job === undefined
      ? neverRan(`The suite "${suiteName}"`)
      : judgeTestRun(await readEndedTestRun(db, job, suiteName, policy), policy, now);
  return { kind: 'tests', name: suiteName, runId: job?.id ?? null, ...verdict };
}

export async function judgeProfile(
  db: Queryable,
  groupName: string,
  job: EndedJob | undefined,
  policy: ProfileGatePolicy,
  now: Date,
): Promise<JudgedRun> {
  const verdict =
    job === undefined
      ? neverRan(`The profile of "${groupName}"`)
      : judgeProfilingRun(await readEndedProfilingRun(db, job, groupName), policy, now);
  return { kind: 'profile', name: groupName, runId: job?.id ?? null, ...verdict };
}

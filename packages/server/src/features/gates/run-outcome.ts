/** What `?include=outcome` adds to a run: the verdict of the gate of what ran, or of a gate's defaults. */
import { DEFAULT_PROFILE_POLICY, DEFAULT_TEST_POLICY } from '@assay/checks';
import type { RunOutcome } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { GateRow } from '../../store/tables/gate-table.ts';
import { findTableGroup } from '../table-groups/table-groups.store.ts';
import { findTestSuite } from '../test-suites/test-suites.store.ts';
import { type EndedJob, findEndedJob } from './ended-runs.read.ts';
import { judgeProfile, judgeTests, reasonToApi } from './evaluate-gate.ts';
import { findGateOfGroup, findGateOfSuite } from './gates.store.ts';

/**
 * Null until the run has ended. A suite without a gate of its own is judged by that of its table group. The age of a
 * run is not held against it here: it would make a run that was good turn bad while one looks at it.
 */
export async function runOutcome(db: Queryable, jobId: string): Promise<RunOutcome | null> {
  const job = await findEndedJob(db, jobId);
  if (job === undefined) return null;
  const tableGroupId = String(job.arguments.table_group_id);
  if (job.key === 'run-profile') {
    const gate = await findGateOfGroup(db, tableGroupId);
    const group = await findTableGroup(db, tableGroupId);
    const policy = gate?.profile_policy ?? DEFAULT_PROFILE_POLICY;
    return outcomeOf(gate, await judgeProfile(db, group?.name ?? '', job, policy, endOf(job)));
  }
  const suite = await findTestSuite(db, String(job.arguments.test_suite_id));
  if (suite === undefined) return null;
  const gate = (await findGateOfSuite(db, suite.id)) ?? (await findGateOfGroup(db, tableGroupId));
  const policy = gate?.test_policy ?? DEFAULT_TEST_POLICY;
  return outcomeOf(gate, await judgeTests(db, suite.name, job, policy, endOf(job)));
}

const endOf = (job: EndedJob): Date => job.completed_at;

const outcomeOf = (
  gate: GateRow | undefined,
  { outcome, reasons }: Awaited<ReturnType<typeof judgeTests>>,
): RunOutcome => ({ outcome, reasons: reasons.map(reasonToApi), gate_id: gate?.id ?? null });

/** Everything that a pipeline prints about a run, loaded from the server; the verdict is the server's. */
import type {
  Client,
  HygieneIssue,
  Job,
  ProfilingRun,
  RunOutcome,
  TestResult,
  TestRun,
} from '@assay/contract';
import { everyPage } from '../every-page.ts';
import { UsageError } from '../usage-error.ts';

export type RunReport =
  | {
      readonly kind: 'tests';
      /** Of the suite. */
      readonly name: string;
      readonly job: Job;
      readonly run: TestRun;
      readonly verdict: RunOutcome;
      readonly results: readonly TestResult[];
    }
  | {
      readonly kind: 'profile';
      /** Of the table group. */
      readonly name: string;
      readonly job: Job;
      readonly run: ProfilingRun;
      readonly verdict: RunOutcome;
      /** Worst first. */
      readonly issues: readonly HygieneIssue[];
    };

const WHOLE_PAGE = 100;

/** `job` has ended. `gateId` names the gate that judges; without it the run is judged by its own. */
export async function loadRunReport(
  client: Client,
  job: Job,
  gateId: string | undefined,
): Promise<RunReport> {
  const run = { job_id: job.id };
  const judged = async (own: RunOutcome | null | undefined): Promise<RunOutcome> => {
    if (gateId !== undefined) return client.evaluateGate({ gate_id: gateId, ...run });
    // Of a run that has ended it is there.
    return own as RunOutcome;
  };
  if (job.job_key === 'run-tests') {
    const summary = await client.getTestRun({ ...run, include: ['outcome'] });
    const suite = await client.getTestSuite({ test_suite_id: summary.test_suite_id });
    const results = await everyPage((page) => client.listTestResults({ ...run, page, limit: WHOLE_PAGE }));
    const verdict = await judged(summary.outcome);
    return { kind: 'tests', name: suite.name, job, run: summary, verdict, results };
  }
  if (job.job_key === 'run-profile') {
    const summary = await client.getProfilingRun({ ...run, include: ['outcome'] });
    const group = await client.getTableGroup({ table_group_id: summary.table_group_id });
    const issues = await everyPage((page) => client.listHygieneIssues({ ...run, page, limit: WHOLE_PAGE }));
    const verdict = await judged(summary.outcome);
    return { kind: 'profile', name: group.name, job, run: summary, verdict, issues };
  }
  throw new UsageError(`The job ${job.id} is a ${job.job_key}; runs of tests and profiles have a verdict.`);
}

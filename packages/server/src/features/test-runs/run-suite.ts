/** Runs the active tests of a suite: plan, measure, judge, score, store. */
import type { JobContext, JobRecord } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { createRunProgress, type RunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { runnableDefinitions } from '../test-definitions/test-definitions.store.ts';
import { completeProfiles } from '../test-generation/complete-profiles.store.ts';
import { readSuiteArguments } from '../test-suites/suite-arguments.ts';
import { findTestSuite, type PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { captureRows } from './capture-rows.ts';
import { saveCapturedRows } from './captured-rows.store.ts';
import { completeRun } from './complete-run.ts';
import { createLiveResults, type LiveResults } from './live-results.ts';
import { type CaptureRows, measureSuite } from './measure-suite.ts';
import { savePlaceFindings } from './missed-places.store.ts';
import { answeredRowCount } from './plan-suite.ts';
import { NO_SHARE, resultRow } from './result-rows.ts';
import { createShareOf, type OutcomeShare } from './score-outcomes.ts';
import type { TestOutcome } from './test-outcome.ts';
import { beginRun, saveResults } from './test-runs.store.ts';

const STEPS = [
  { key: 'data_chars', label: 'Looking up the tables' },
  { key: 'validation', label: 'Checking the tests' },
  { key: 'tests', label: 'Running the tests' },
];
/** Only of suites that ask for it. */
const CAPTURING = { key: 'failing_rows', label: 'Keeping the rows behind failures' };
const SCORING = { key: 'score', label: 'Scoring' };

type RunContext = JobContext<StoreTransaction>;

/**
 * The last results, the score and `completed` come in one transaction. Throws JobFailedError, TargetError and
 * SecretOpenError; whatever was finished by then is kept.
 */
export async function runSuite(context: ServerContext, job: JobRecord, run: RunContext): Promise<void> {
  const { testSuiteId } = readSuiteArguments(job.arguments);
  const suite = await findTestSuite(context.store.db, testSuiteId);
  if (suite === undefined) throw new JobFailedError('The test suite is not there any more.');
  const definitions = await runnableDefinitions(context.store.db, suite.id);
  await run.write(({ db }) =>
    beginRun(db, newRun(job, suite, definitions.filter(({ active }) => active).length)),
  );
  const rows = new Map(definitions.map((definition) => [definition.id, definition]));
  const results = createLiveResults((outcomes) =>
    run.write(({ db }) =>
      saveResults(
        db,
        rowsOf(job.id, rows, outcomes, () => NO_SHARE),
      ),
    ),
  );
  try {
    await measureAndComplete(context, { job, suite, rows, results }, run);
  } catch (error) {
    // What is known is worth keeping, but no reason to hide why the run ended.
    await results.settle().catch(() => undefined);
    throw error;
  }
}

const newRun = (job: JobRecord, suite: PlacedTestSuite, testCount: number) => ({
  job_id: job.id,
  project_id: suite.project_id,
  test_suite_id: suite.id,
  table_group_id: suite.table_group_id,
  test_ct: testCount,
});

type DefinitionRows = ReadonlyMap<string, TestDefinitionRow>;

interface SuiteRun {
  readonly job: JobRecord;
  readonly suite: PlacedTestSuite;
  readonly rows: DefinitionRows;
  readonly results: LiveResults;
}

async function measureAndComplete(
  context: ServerContext,
  { job, suite, rows, results }: SuiteRun,
  run: RunContext,
): Promise<void> {
  const { capture_failing_rows: captures } = suite;
  const progress = createRunProgress([...STEPS, ...(captures ? [CAPTURING] : []), SCORING], run.progress);
  const capture = captures ? captureInto(context, { job, suite, progress }, run) : null;
  const [profile] = await completeProfiles(context.store.db, suite.table_group_id, {
    limit: 1,
    withGroupings: false,
  });
  const shareOf = createShareOf(profile?.tables ?? []);
  const questions = { suite, definitions: [...rows.values()], runAt: new Date() };
  // A suite without tests to run asks nothing, and needs no target.
  const measured =
    rows.size === 0
      ? null
      : await measureSuite(context, questions, { progress, results, capture, signal: run.signal });
  progress.start('score');
  const counts = (outcome: TestOutcome) =>
    measured === null ? null : answeredRowCount(measured.answers, outcome.definition.table);
  const final = rowsOf(job.id, rows, results.all(), (outcome) => shareOf(outcome, counts(outcome)));
  await results.idle();
  await run.complete(async ({ db }) => {
    await completeRun(db, job.id, final, measured?.warnings ?? []);
    if (measured !== null) await savePlaceFindings(db, measured.places);
    progress.finish('score');
  });
}

function captureInto(
  context: ServerContext,
  { job, suite, progress }: Pick<SuiteRun, 'job' | 'suite'> & { readonly progress: RunProgress },
  run: RunContext,
): CaptureRows {
  return async (targets, failures) => {
    progress.start(CAPTURING.key, failures.length);
    const warnings = await captureRows(context, targets, failures, {
      tableGroupId: suite.table_group_id,
      signal: run.signal,
      save: (rows) => run.write(({ db }) => saveCapturedRows(db, job.id, rows)),
      onProgress: (done) => progress.advance(CAPTURING.key, done),
    });
    if (warnings.length === 0) progress.finish(CAPTURING.key);
    else progress.finish(CAPTURING.key, 'warning', `Rows of ${warnings.length} tests could not be kept`);
    return warnings;
  };
}

function rowsOf(
  runId: string,
  rows: DefinitionRows,
  outcomes: readonly TestOutcome[],
  shareOf: (outcome: TestOutcome) => OutcomeShare,
) {
  return outcomes.map((outcome) =>
    // Every outcome comes from a definition of this run.
    resultRow(runId, rows.get(outcome.definition.id)!, outcome, shareOf(outcome)),
  );
}

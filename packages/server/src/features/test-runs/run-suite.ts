/** Runs the active tests of a suite: plan, measure, judge, score, store. */
import type { JobContext, JobRecord } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import { createRunProgress, type RunProgress } from '../jobs/run-progress.ts';
import { usualDurationMs } from '../jobs/usual-duration.read.ts';
import { prepareMonitors } from '../monitors/prepare-monitors.ts';
import type { ServerContext } from '../server-context.ts';
import { runnableDefinitions } from '../test-definitions/test-definitions.store.ts';
import { completeProfiles } from '../test-generation/complete-profiles.store.ts';
import { readSuiteArguments } from '../test-suites/suite-arguments.ts';
import { findSuite, type PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { captureRows } from './capture-rows.ts';
import { saveCapturedRows } from './captured-rows.store.ts';
import { completeRun } from './complete-run.ts';
import { createLiveResults, type LiveResults } from './live-results.ts';
import { type CaptureRows, measureSuite, type SuiteAnswers } from './measure-suite.ts';
import { savePlaceFindings } from './missed-places.store.ts';
import { answeredRowCount } from './plan-suite.ts';
import { NO_SHARE, resultRow } from './result-rows.ts';
import { createShareOf, type OutcomeShare } from './score-outcomes.ts';
import { logOutcomes } from './suite-log.ts';
import type { TestOutcome } from './test-outcome.ts';
import { beginRun, recordTestCount, saveResults } from './test-runs.store.ts';

/** Only of monitors. */
const PREPARING = { key: 'monitors', label: 'Bringing the monitors in line with the tables' };
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
 * Of both kinds of suite: monitors are brought in line with the tables first. The last results, the score and `completed`
 * come in one transaction. Throws JobFailedError, TargetError and SecretOpenError; whatever was finished by then is kept.
 */
export async function runSuite(context: ServerContext, job: JobRecord, run: RunContext): Promise<void> {
  const { testSuiteId } = readSuiteArguments(job.arguments);
  const suite = await findSuite(context.store.db, testSuiteId);
  if (suite === undefined) throw new JobFailedError('The test suite is not there any more.');
  const startedAt = await run.write(({ db }) => beginRun(db, newRun(job, suite)));
  const rows = new Map<string, TestDefinitionRow>();
  const results = createLiveResults((outcomes) =>
    run.write(({ db }) =>
      saveResults(
        db,
        rowsOf(job.id, rows, outcomes, () => NO_SHARE),
      ),
    ),
  );
  const steps = [
    ...(suite.is_monitor ? [PREPARING] : []),
    ...STEPS,
    ...(suite.capture_failing_rows ? [CAPTURING] : []),
    SCORING,
  ];
  const progress = createRunProgress(steps, run.progress, await usualDurationMs(context.store.db, job));
  const suiteRun: SuiteRun = { job, suite, startedAt, rows, results, progress };
  try {
    await complete(context, suiteRun, await measure(context, suiteRun, run), run);
  } catch (error) {
    // What is known is worth keeping, but no reason to hide why the run ended.
    await results.settle().catch(() => undefined);
    throw error;
  }
}

const newRun = (job: JobRecord, suite: PlacedTestSuite) => ({
  job_id: job.id,
  project_id: suite.project_id,
  test_suite_id: suite.id,
  table_group_id: suite.table_group_id,
});

interface SuiteRun {
  readonly job: JobRecord;
  readonly suite: PlacedTestSuite;
  /** Of the first attempt. */
  readonly startedAt: Date;
  /** The definitions as they were stored when the run began; filled before there are results. */
  readonly rows: Map<string, TestDefinitionRow>;
  readonly results: LiveResults;
  readonly progress: RunProgress;
}

/** Null for a suite without tests to run: it asks nothing, and needs no target. */
async function measure(
  context: ServerContext,
  suiteRun: SuiteRun,
  run: RunContext,
): Promise<SuiteAnswers | null> {
  const { suite, startedAt, results, progress } = suiteRun;
  const { connection_id: connectionId } = suite;
  if (!suite.is_monitor && (await loadDefinitions(context, suiteRun, run)).length === 0) return null;
  return withConnectionTarget(context, connectionId, async (target, engine) => {
    if (suite.is_monitor) {
      progress.start(PREPARING.key);
      const done = await prepareMonitors(context, target, { suite, startedAt, runId: suiteRun.job.id }, run);
      progress.finish(PREPARING.key, 'completed', done);
      await loadDefinitions(context, suiteRun, run);
    }
    const questions = { suite, definitions: [...suiteRun.rows.values()], runAt: new Date(), startedAt };
    const capture = suite.capture_failing_rows ? captureInto(context, suiteRun, run) : null;
    return measureSuite({ ...context, engine }, target, questions, {
      progress,
      results,
      capture,
      log: run.log,
      signal: run.signal,
    });
  });
}

async function loadDefinitions(
  { store }: ServerContext,
  { job, suite, rows }: SuiteRun,
  run: RunContext,
): Promise<readonly TestDefinitionRow[]> {
  const definitions = await runnableDefinitions(store.db, suite.id);
  for (const definition of definitions) rows.set(definition.id, definition);
  await run.write(({ db }) => recordTestCount(db, job.id, definitions.filter(({ active }) => active).length));
  return definitions;
}

async function complete(
  context: ServerContext,
  { job, suite, rows, results, progress }: SuiteRun,
  measured: SuiteAnswers | null,
  run: RunContext,
): Promise<void> {
  progress.start('score');
  const [profile] = await completeProfiles(context.store.db, suite.table_group_id, {
    limit: 1,
    withGroupings: false,
  });
  const shareOf = createShareOf(profile?.tables ?? []);
  const counts = (outcome: TestOutcome) =>
    measured === null ? null : answeredRowCount(measured.answers, outcome.definition.table);
  const final = rowsOf(job.id, rows, results.all(), (outcome) => shareOf(outcome, counts(outcome)));
  await results.idle();
  logOutcomes(run.log, results.all(), measured?.warnings ?? []);
  await run.complete(async ({ db }) => {
    await completeRun(db, job.id, final, measured?.warnings ?? []);
    if (measured !== null) await savePlaceFindings(db, measured.places);
    progress.finish('score');
  });
  for (const { verdict } of results.all()) context.metrics.testResults.inc({ status: verdict.status });
}

function captureInto(
  context: ServerContext,
  { job, suite, progress }: SuiteRun,
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
  rows: ReadonlyMap<string, TestDefinitionRow>,
  outcomes: readonly TestOutcome[],
  shareOf: (outcome: TestOutcome) => OutcomeShare,
) {
  return outcomes.map((outcome) =>
    // Every outcome comes from a definition of this run.
    resultRow(runId, rows.get(outcome.definition.id)!, outcome, shareOf(outcome)),
  );
}

/** Puts defects into copies of the tables of a suite, and keeps what its tests made of them. */
import {
  isMeasuringTest,
  MUTATIONS,
  type RefusedTest,
  type TestDefinition,
  type UntriedTest,
} from '@assay/checks';
import type { MutationCheckSettings } from '@assay/contract';
import { checkByMutation, type MutationCheck } from '@assay/engine';
import type { JobContext, JobRecord } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import { createRunProgress, type RunProgress } from '../jobs/run-progress.ts';
import { usualDurationMs } from '../jobs/usual-duration.read.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { runnableDefinitions } from '../test-definitions/test-definitions.store.ts';
import { planSuite } from '../test-runs/plan-suite.ts';
import { withReferenceTargets } from '../test-runs/reference-targets.ts';
import { findTargetTables } from '../test-runs/target-tables.ts';
import { findTestSuite, type PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { boundDefinitions } from '../test-trends/bound-definitions.ts';
import { readCheckArguments } from './check-arguments.ts';
import { checkDocument } from './check-document.ts';
import { saveCheck } from './mutation-checks.store.ts';

const STEPS = [
  { key: 'copy', label: 'Copying the tables' },
  { key: 'clean', label: 'Running the tests on the undamaged copies' },
  { key: 'mutants', label: 'Damaging copies' },
];
type Step = 'copy' | 'clean' | 'mutants';

type RunContext = JobContext<StoreTransaction>;

/** What was found and `completed` come in one transaction. Throws JobFailedError, TargetError and SecretOpenError. */
export async function runMutationCheck(
  context: ServerContext,
  job: JobRecord,
  run: RunContext,
): Promise<void> {
  const { testSuiteId, settings } = readCheckArguments(job.arguments);
  const { db } = context.store;
  const suite = await findTestSuite(db, testSuiteId);
  if (suite === undefined) throw new JobFailedError('The test suite is not there any more.');
  const rows = await runnableDefinitions(db, suite.id);
  const definitions = rows.filter(({ active }) => active).map(definitionOf);
  const progress = createRunProgress(STEPS, run.progress, await usualDurationMs(db, job));
  // A suite without tests notices nothing, and needs no target to say so.
  const ownData = definitions.filter((definition) => !comparesConnections(definition));
  const { check, refused } =
    ownData.length === 0
      ? NOTHING_TO_TRY
      : await checkSuite(context, { suite, definitions: ownData, settings }, progress, run.signal);
  const untried = [
    ...refused.map(cannotRun),
    ...definitions.filter(comparesConnections).map(hasNoOtherSide),
    ...check.untried,
  ];
  const { tables, mutants, outOfTime } = check;
  run.log('info', `${mutants.length} defects were put into copies of ${tables.length} tables.`, {
    ...{ defects: mutants.length, tables: tables.length, tests: check.triedTests },
  });
  if (outOfTime) run.log('warning', 'The time was up before every defect was tried.');
  const document = checkDocument(check, untried, definitions);
  await run.complete((tx) => saveCheck(tx.db, { jobId: job.id, testSuiteId }, document));
}

interface SuiteCheck {
  readonly check: MutationCheck;
  readonly refused: readonly RefusedTest[];
}

const NOTHING_TO_TRY: SuiteCheck = {
  check: { tables: [], untried: [], triedTests: 0, mutants: [], possibleMutants: 0, outOfTime: false },
  refused: [],
};

interface SuiteToCheck {
  readonly suite: PlacedTestSuite;
  readonly definitions: readonly TestDefinition[];
  readonly settings: MutationCheckSettings;
}

function checkSuite(
  context: ServerContext,
  { suite, definitions: written, settings }: SuiteToCheck,
  progress: RunProgress,
  signal: AbortSignal,
): Promise<SuiteCheck> {
  const runAt = new Date();
  return withConnectionTarget(context, suite.connection_id, async (target, engine) => {
    const definitions = await boundDefinitions(context.store.db, suite, written, runAt);
    const tables = await findTargetTables(target, definitions, suite.schema_name, signal);
    const plan = await withReferenceTargets(context, suite, definitions, signal, async (references) =>
      planSuite(definitions, runAt, tables, references),
    );
    const request = {
      tables: tables.known,
      tests: plan.ready.filter(isMeasuringTest),
      suiteSeverity: suite.severity,
      runAt: runAt.toISOString(),
      mutations: MUTATIONS.filter(({ key }) => settings.mutations?.includes(key) ?? true),
      shares: settings.shares,
      rowLimit: settings.row_limit,
      maxMutants: settings.max_mutants,
      timeBudgetMs: settings.time_budget_seconds * 1000,
      seed: settings.seed,
    };
    const onProgress = followSteps(progress);
    const check = await checkByMutation(target, request, engine, { signal, onProgress });
    return { check, refused: plan.refused };
  });
}

/** A step has begun when it first tells how far it is, and ended when the next one begins. */
function followSteps(progress: RunProgress): (step: Step, done: number, total: number) => void {
  let current: Step | null = null;
  return (step, done, total) => {
    if (step !== current) {
      if (current !== null) progress.finish(current);
      progress.start(step, total);
      current = step;
    }
    progress.advance(step, done);
    if (done === total) progress.finish(step);
  };
}

const comparesConnections = ({ parameters }: TestDefinition): boolean =>
  (parameters.match_connection_name?.trim() ?? '') !== '';

const hasNoOtherSide = ({ id }: TestDefinition): UntriedTest => ({
  id,
  because: 'other_connection',
  reason: 'It compares with another connection, and a copy of one side says nothing about the other.',
});

const cannotRun = ({ definition: { id }, problem }: RefusedTest): UntriedTest => ({
  id,
  because: 'cannot_run',
  reason: problem,
});

/** Asks the target everything that a suite wants to know. */

import { isReconciliation, type ReadyTest } from '@assay/checks';
import { type MeasurementAnswer, runMeasurements, standaloneSql, type Target } from '@assay/engine';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { TestDefinitionRow, TestSuite } from '../../store/tables/test-tables.ts';
import { lastRowCounts } from '../catalog/last-row-counts.read.ts';
import type { RunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { boundDefinitions } from '../test-trends/bound-definitions.ts';
import type { PredictingSuite } from '../test-trends/prediction-settings.ts';
import { createTestCounter } from './count-tests.ts';
import type { LiveResults } from './live-results.ts';
import { findPlaces, isOffForMisses, type PlaceFindings, tellMisses } from './missed-places.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { reconcileSuite } from './reconcile-suite.ts';
import { type OpenTargets, type ReferencePlace, withReferenceTargets } from './reference-targets.ts';
import { schemaOutcomes } from './schema-outcomes.ts';
import { logFailure, logPlan, type SuiteLog } from './suite-log.ts';
import { TableMoments } from './table-moments.ts';
import { findTargetTables, type TargetTables } from './target-tables.ts';
import { judgeAnswer, refusedOutcome, type TestOutcome } from './test-outcome.ts';

export interface SuiteQuestions {
  readonly suite: PredictingSuite &
    Pick<TestSuite, 'id' | 'table_group_id' | 'severity'> &
    ReferencePlace & { readonly schema_name: string };
  /** Those that are off for missing runs are looked for, and run when their place is back. */
  readonly definitions: readonly TestDefinitionRow[];
  readonly runAt: Date;
  /** Of the run's first attempt. */
  readonly startedAt: Date;
}

export interface SuiteAnswers {
  readonly plan: SuitePlan;
  readonly places: PlaceFindings;
  /** By id of the request. */
  readonly answers: ReadonlyMap<string, MeasurementAnswer>;
  /** What did not work without failing the run. */
  readonly warnings: readonly RunWarning[];
}

/** Keeps the rows behind failures while the targets are open; gives what could not be kept. */
export type CaptureRows = (
  targets: OpenTargets,
  failures: readonly ReadyTest[],
) => Promise<readonly RunWarning[]>;

export interface SuiteObservers {
  readonly progress: RunProgress;
  readonly results: LiveResults;
  /** Null when nothing is to be captured. */
  readonly capture: CaptureRows | null;
  readonly log: SuiteLog;
  readonly signal: AbortSignal;
}

/**
 * Outcomes go to `results` as soon as they are known. Throws TargetError when the target is out of reach or the
 * signal aborts.
 */
export async function measureSuite(
  context: ServerContext,
  target: Target,
  questions: SuiteQuestions,
  observers: SuiteObservers,
): Promise<SuiteAnswers> {
  const { suite, definitions: rows, runAt } = questions;
  const { progress, signal } = observers;
  progress.start('data_chars');
  const definitions = await boundDefinitions(context.store.db, suite, rows.map(definitionOf), runAt);
  return withReferenceTargets(context, suite, definitions, signal, async (references) => {
    const tables = await findTargetTables(target, definitions, suite.schema_name, signal);
    progress.finish('data_chars', 'completed', `${tables.known.length} tables`);
    const plan = planSuite(definitions, runAt, tables, references);
    return askTargets(
      context,
      { target, references },
      { ...questions, plan, relations: tables.known },
      observers,
    );
  });
}

interface PlannedQuestions extends SuiteQuestions {
  readonly plan: SuitePlan;
  /** What the target has of the tables that tests name. */
  readonly relations: TargetTables['known'];
}

async function askTargets(
  context: ServerContext,
  targets: OpenTargets,
  { suite, definitions: rows, runAt, startedAt, plan, relations }: PlannedQuestions,
  { progress, results, capture, log, signal }: SuiteObservers,
): Promise<SuiteAnswers> {
  progress.start('validation', rows.length);
  const places = findPlaces(rows, plan, runAt);
  const stillOff = new Set(rows.filter(isOffForMisses).map(({ id }) => id));
  for (const id of places.returned) stillOff.delete(id);
  const refused = plan.refused.filter(({ definition }) => !stillOff.has(definition.id));
  results.add(refused.map((test) => refusedOutcome(tellMisses(test, places), suite.severity)));
  finishValidation(progress, refused.length);
  logPlan(log, { ready: plan.ready.length, refused: refused.length, tables: relations.length });
  results.add(await schemaOutcomes(context.store.db, suite, plan.ofSchema, startedAt));

  progress.start('tests', plan.ready.length);
  const before = results.all().length;
  const counter = createTestCounter(
    plan.ready,
    {
      relations,
      lastRowCounts: await lastRowCounts(context.store.db, suite.table_group_id),
      groupSchema: suite.schema_name,
    },
    progress,
  );
  const advance = (tests: readonly ReadyTest[]) => {
    counter.answered(tests);
    progress.advance('tests', results.all().length - before);
  };
  const ready = new Map(plan.ready.map((test) => [test.definition.id, test]));
  const { statementTimeoutMs } = context.engine;
  const moments = new TableMoments();
  const options = { statementTimeoutMs, relations };
  const answers = await runMeasurements(targets.target, plan.requests, options, {
    signal,
    onTableStart: counter.begun,
    onTable: ({ table }, sawOneState) => moments.add(table, sawOneState),
    onAnswers: (some) => {
      results.add(
        some.flatMap((answer) => {
          const test = ready.get(answer.id);
          if (test === undefined || isReconciliation(test)) return [];
          logFailure(log, test, answer, statementTimeoutMs);
          const statement = standaloneSql(targets.target.dialect, test.request);
          return [judgeAnswer(test, suite.severity, { answer, statement })];
        }),
      );
      advance(some.flatMap(({ id }) => ready.get(id) ?? []));
    },
  });
  await reconcileSuite(context, targets, plan.ready.filter(isReconciliation), {
    suiteSeverity: suite.severity,
    signal,
    onOutcome: (outcome) => {
      results.add([outcome]);
      advance([ready.get(outcome.definition.id)!]);
    },
  });
  progress.finish('tests', 'completed', moments.says());
  const uncaptured = (await capture?.(targets, failuresAmong(results.all(), ready))) ?? [];
  return {
    plan,
    places,
    answers: new Map(answers.map((answer) => [answer.id, answer])),
    warnings: [...plan.warnings, ...uncaptured],
  };
}

const failuresAmong = (
  outcomes: readonly TestOutcome[],
  ready: ReadonlyMap<string, ReadyTest>,
): ReadyTest[] =>
  outcomes
    .filter(({ verdict: { status } }) => status === 'Failed' || status === 'Warning')
    .flatMap(({ definition }) => ready.get(definition.id) ?? []);

function finishValidation(progress: RunProgress, refused: number): void {
  if (refused === 0) progress.finish('validation');
  else progress.finish('validation', 'warning', `${refused} tests cannot run; their results say why`);
}

/** Asks the target everything that a suite wants to know. */

import type { ReadyTest } from '@assay/checks';
import { type MeasurementAnswer, runMeasurements, standaloneSql, type Target } from '@assay/engine';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { TestDefinitionRow, TestSuite } from '../../store/tables/test-tables.ts';
import type { RunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { boundDefinitions } from '../test-trends/bound-definitions.ts';
import type { PredictingSuite } from '../test-trends/prediction-settings.ts';
import type { LiveResults } from './live-results.ts';
import { findPlaces, isOffForMisses, type PlaceFindings, tellMisses } from './missed-places.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { schemaOutcomes } from './schema-outcomes.ts';
import { findTargetTables } from './target-tables.ts';
import { judgeAnswer, refusedOutcome, type TestOutcome } from './test-outcome.ts';

export interface SuiteQuestions {
  readonly suite: PredictingSuite &
    Pick<TestSuite, 'id' | 'table_group_id' | 'severity'> & { readonly schema_name: string };
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

/** Keeps the rows behind failures while the target is open; gives what could not be kept. */
export type CaptureRows = (target: Target, failures: readonly ReadyTest[]) => Promise<readonly RunWarning[]>;

export interface SuiteObservers {
  readonly progress: RunProgress;
  readonly results: LiveResults;
  /** Null when nothing is to be captured. */
  readonly capture: CaptureRows | null;
  readonly signal: AbortSignal;
}

/**
 * Outcomes go to `results` as soon as they are known. Throws TargetError when the target is out of reach or the
 * signal aborts.
 */
export async function measureSuite(
  context: ServerContext,
  target: Target,
  { suite, definitions: rows, runAt, startedAt }: SuiteQuestions,
  { progress, results, capture, signal }: SuiteObservers,
): Promise<SuiteAnswers> {
  progress.start('data_chars');
  const definitions = await boundDefinitions(context.store.db, suite, rows.map(definitionOf), runAt);
  const tables = await findTargetTables(target, definitions, suite.schema_name, signal);
  progress.finish('data_chars', 'completed', `${tables.known.length} tables`);

  progress.start('validation', definitions.length);
  const plan = planSuite(definitions, runAt, tables);
  const places = findPlaces(rows, plan, runAt);
  const stillOff = new Set(rows.filter(isOffForMisses).map(({ id }) => id));
  for (const id of places.returned) stillOff.delete(id);
  const refused = plan.refused.filter(({ definition }) => !stillOff.has(definition.id));
  results.add(refused.map((test) => refusedOutcome(tellMisses(test, places), suite.severity)));
  finishValidation(progress, refused.length);
  results.add(await schemaOutcomes(context.store.db, suite, plan.ofSchema, startedAt));

  progress.start('tests', plan.ready.length);
  const before = results.all().length;
  const ready = new Map(plan.ready.map((test) => [test.definition.id, test]));
  const answers = await runMeasurements(target, plan.requests, context.engine, {
    signal,
    onAnswers: (some) => {
      results.add(
        some.flatMap((answer) => {
          const test = ready.get(answer.id);
          if (test === undefined) return [];
          const statement = standaloneSql(target.dialect, test.request);
          return [judgeAnswer(test, suite.severity, { answer, statement })];
        }),
      );
      progress.advance('tests', results.all().length - before);
    },
  });
  progress.finish('tests');
  const uncaptured = (await capture?.(target, failuresAmong(results.all(), ready))) ?? [];
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

/** Asks the target everything that a suite wants to know. */

import type { TestDefinition } from '@assay/checks';
import { type MeasurementAnswer, runMeasurements } from '@assay/engine';
import type { TestSuite } from '../../store/tables/test-tables.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import type { RunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import type { LiveResults } from './live-results.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { findTargetTables } from './target-tables.ts';
import { judgeAnswer, refusedOutcome } from './test-outcome.ts';

export interface SuiteQuestions {
  readonly suite: Pick<TestSuite, 'severity'> & {
    readonly connection_id: string;
    readonly schema_name: string;
  };
  readonly definitions: readonly TestDefinition[];
  readonly runAt: Date;
}

export interface SuiteAnswers {
  readonly plan: SuitePlan;
  /** By id of the request. */
  readonly answers: ReadonlyMap<string, MeasurementAnswer>;
}

/**
 * Outcomes go to `results` as soon as they are known. Throws TargetError when the target is out of reach or the
 * signal aborts, and SecretOpenError.
 */
export function measureSuite(
  context: ServerContext,
  { suite, definitions, runAt }: SuiteQuestions,
  { progress, results, signal }: { progress: RunProgress; results: LiveResults; signal: AbortSignal },
): Promise<SuiteAnswers> {
  return withConnectionTarget(context, suite.connection_id, async (target) => {
    progress.start('data_chars');
    const tables = await findTargetTables(target, definitions, suite.schema_name, signal);
    progress.finish('data_chars', 'completed', `${tables.known.length} tables`);

    progress.start('validation', definitions.length);
    const plan = planSuite(definitions, runAt, tables);
    results.add(plan.refused.map((test) => refusedOutcome(test, suite.severity)));
    finishValidation(progress, plan);

    progress.start('tests', plan.ready.length);
    const ready = new Map(plan.ready.map((test) => [test.definition.id, test]));
    const answers = await runMeasurements(target, plan.requests, context.engine, {
      signal,
      onAnswers: (some) => {
        results.add(
          some.flatMap((answer) => {
            const test = ready.get(answer.id);
            return test === undefined ? [] : [judgeAnswer(test, suite.severity, answer)];
          }),
        );
        progress.advance('tests', results.all().length - plan.refused.length);
      },
    });
    progress.finish('tests');
    return { plan, answers: new Map(answers.map((answer) => [answer.id, answer])) };
  });
}

function finishValidation(progress: RunProgress, { refused }: SuitePlan): void {
  if (refused.length === 0) progress.finish('validation');
  else progress.finish('validation', 'warning', `${refused.length} tests cannot run; their results say why`);
}

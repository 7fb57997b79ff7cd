/** What came of one test in a run. */
import {
  judgeTest,
  type ReadyTest,
  type RefusedTest,
  readMeasurement,
  type Severity,
  type TestDefinition,
  type TestType,
  type TestVerdict,
} from '@assay/checks';
import type { MeasurementAnswer } from '@assay/engine';

export interface TestOutcome {
  /** With names spelled as in the target. */
  readonly definition: TestDefinition;
  /** Null when the type is not known any more. */
  readonly type: TestType | null;
  readonly verdict: TestVerdict;
  readonly durationMs: number;
  /** The statement that measures the test by itself; null when none can be made. */
  readonly statement: string | null;
}

export function judgeAnswer(
  { type, definition, plan }: ReadyTest,
  suiteSeverity: Severity | null,
  { answer, statement }: { readonly answer: MeasurementAnswer; readonly statement: string | null },
): TestOutcome {
  const asked =
    'error' in answer ? { error: answer.error } : { measurement: readMeasurement(plan, answer.values) };
  const verdict = judgeTest(type, definition, suiteSeverity, asked);
  return { definition, type, verdict, durationMs: answer.durationMs, statement };
}

/** A test that could not be asked is an Error with the reason; it stays active for the day when it can. */
export function refusedOutcome(
  { type, definition, problem }: RefusedTest,
  suiteSeverity: Severity | null,
): TestOutcome {
  const verdict =
    type === null
      ? unknownTypeVerdict(definition.severity ?? suiteSeverity ?? 'Fail', problem)
      : judgeTest(type, definition, suiteSeverity, { error: problem });
  return { definition, type, verdict, durationMs: 0, statement: null };
}

const unknownTypeVerdict = (severity: Severity, message: string): TestVerdict => ({
  status: 'Error',
  code: null,
  measure: null,
  threshold: null,
  affectedRows: null,
  noData: false,
  message,
  severity,
  signal: null,
  facts: null,
});

/** The verdict on one test: a pure function of what was asked for and what was measured. */
import { freshnessFacts, type UpdateVerdict } from './freshness/judge-update.ts';
import type { Severity, TestDefinition, TestStatus } from './test-definition.ts';
import type { TestFacts } from './test-facts.ts';
import type { TestAnswer } from './test-measurement.ts';
import { measuredMessage, noDataMessage, noRowsMessage } from './test-message.ts';
import { boundsOf } from './test-parts/trend-bounds.ts';
import type { Measurement, TestType } from './test-type.ts';

export interface TestVerdict {
  readonly status: TestStatus;
  /** 1 passed, 0 failed, -1 = it is learning what to hold the measure against, null = it could not be told. */
  readonly code: 1 | 0 | -1 | null;
  /** As the result keeps it; null when there was nothing to measure. */
  readonly measure: number | string | null;
  /** The limit that applied, as people wrote it; null for a type without one. */
  readonly threshold: string | null;
  /** Rows behind the measure, where they differ from it. */
  readonly affectedRows: number | null;
  /** There was nothing to measure; `code` says what the type makes of that. */
  readonly noData: boolean;
  readonly message: string;
  /** The severity that applied. */
  readonly severity: Severity;
  /** Minutes since the table was updated, 0 = it was updated; null for types that do not watch for updates. */
  readonly signal: number | null;
  /** What the verdict rests on, for types that tell it in parts. */
  readonly facts: TestFacts | null;
}

/**
 * A suite's severity as it may be stored: the reference product's form writes `Failed` where it means `Fail`,
 * and imported suites carry that on.
 */
export type SuiteSeverity = Severity | 'Failed' | null;

/** The test's own severity, else the suite's, else the type's. */
export function effectiveSeverity(
  type: TestType,
  definition: TestDefinition,
  suiteSeverity: SuiteSeverity,
): Severity {
  const ofSuite = suiteSeverity === 'Failed' ? 'Fail' : suiteSeverity;
  return definition.severity ?? ofSuite ?? type.defaultSeverity;
}

/** Judges one answer. An error is an Error whatever the severity; severity Log never fails a run. */
export function judgeTest(
  type: TestType,
  definition: TestDefinition,
  suiteSeverity: SuiteSeverity,
  answer: TestAnswer,
): TestVerdict {
  const severity = effectiveSeverity(type, definition, suiteSeverity);
  const threshold = limitOf(type, definition);
  if ('error' in answer) {
    return {
      status: 'Error',
      code: null,
      measure: null,
      threshold,
      affectedRows: null,
      noData: false,
      message: answer.error,
      severity,
      signal: null,
      facts: null,
    };
  }
  const { measurement } = answer;
  const update = updateOf(type, definition, measurement);
  const code = isLearning(type, definition, measurement, update)
    ? -1
    : hasFailed(type, definition, measurement)
      ? 0
      : 1;
  return {
    status: statusOf(code, severity),
    code,
    measure: type.reportedMeasure ? type.reportedMeasure(measurement) : measurement.measure,
    threshold,
    affectedRows: measurement.affectedRows ?? null,
    noData: measurement.measure === null,
    message:
      measurement.measure === null
        ? noDataMessage(type, definition)
        : measuredMessage(type, definition, measurement, threshold),
    severity,
    signal: update?.signal ?? null,
    facts: update === null ? null : freshnessFacts(update, definition),
  };
}

/**
 * The verdict where the table turned out to have no rows: a test of a column that passed has looked at nothing, and
 * says so. Counts of rows have their own opinion of an empty table.
 */
export function onEmptyTable(type: TestType, definition: TestDefinition, verdict: TestVerdict): TestVerdict {
  if (type.scope !== 'column' || verdict.code !== 1 || verdict.noData) return verdict;
  return { ...verdict, noData: true, message: `${verdict.message}, ${noRowsMessage(definition)}` };
}

const updateOf = (
  type: TestType,
  definition: TestDefinition,
  { measure }: Measurement,
): UpdateVerdict | null =>
  type.watch === undefined || measure === null ? null : type.watch.judge(String(measure), definition);

/** From nothing there is nothing to learn. */
const isLearning = (
  type: TestType,
  definition: TestDefinition,
  { measure }: Measurement,
  update: UpdateVerdict | null,
): boolean =>
  update === null
    ? type.bounds !== undefined && measure !== null && boundsOf(definition) === null
    : update.code === -1;

function hasFailed(type: TestType, definition: TestDefinition, measurement: Measurement): boolean {
  const { measure, affectedRows } = measurement;
  return measure === null
    ? type.whenNothingMeasured === 'fail'
    : type.fails(measure, definition, affectedRows);
}

export function statusOf(code: 0 | 1 | -1, severity: Severity): TestStatus {
  if (severity === 'Log' || code === -1) return 'Log';
  if (code === 1) return 'Passed';
  return severity === 'Fail' ? 'Failed' : 'Warning';
}

/** The limit as people see it; a threshold that is not set counts as 0. */
function limitOf(type: TestType, { parameters }: TestDefinition): string | null {
  if (type.limitField === null) return null;
  const limit = parameters[type.limitField];
  return limit === null || limit === '' ? '0' : String(limit);
}

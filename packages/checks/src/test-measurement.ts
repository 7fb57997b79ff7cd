/** From the engine's answer to what a test measured. */

import type { ReconciliationCounts } from './reconciliation/reconciliation.ts';
import type { TestDefinition } from './test-definition.ts';
import { answeredNumber } from './test-parts/aggregate-plan.ts';
import type { Measurement, MeasuringPlan, ReconciliationPlan, TestType } from './test-type.ts';

/** The answered values by name: the plan's own aggregates, or `measure` and `affected_rows` of a query. */
export type AnsweredValues = Readonly<Record<string, number | string | null>>;

/** What came of asking: a measurement, or why there is none, in words that a user may see. */
export type TestAnswer = { readonly measurement: Measurement } | { readonly error: string };

export function readMeasurement(plan: MeasuringPlan, values: AnsweredValues): Measurement {
  if (plan.kind === 'aggregates') return { measure: plan.measure(values) };
  const { measure: answered = null } = values;
  const asText = answered === null ? null : String(answered);
  const measure = plan.result === 'text' ? asText : answeredNumber(answered);
  const affectedRows = answeredNumber(values.affected_rows);
  return affectedRows === null ? { measure } : { measure, affectedRows };
}

/**
 * What a comparison of two targets came to. Counting that stopped at its limit is enough for a test that fails even so; for
 * one that might pass it is an error.
 */
export function readReconciliation(
  type: TestType,
  definition: TestDefinition,
  { counted }: ReconciliationPlan,
  counts: ReconciliationCounts,
): TestAnswer {
  const sum = (of: 'items' | 'rows') =>
    counted.reduce((total, difference) => total + counts[difference][of], 0);
  const measurement = { measure: sum('items'), affectedRows: sum('rows'), counts };
  if (!counts.isLowerBound || type.fails(measurement.measure, definition, measurement.affectedRows))
    return { measurement };
  return {
    error: `The two sides differ in too many places to count them all: at least ${measurement.measure} were found, which the test tolerates, and more are likely. Narrow both sides with conditions.`,
  };
}

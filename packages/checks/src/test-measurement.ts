/** From the engine's answer to what a test measured. */

import type { DataPlan } from './plan-tests.ts';
import { answeredNumber } from './test-parts/aggregate-plan.ts';
import type { Measurement } from './test-type.ts';

/** The answered values by name: the plan's own aggregates, or `measure` and `affected_rows` of a query. */
export type AnsweredValues = Readonly<Record<string, number | string | null>>;

/** What came of asking: a measurement, or why there is none, in words that a user may see. */
export type TestAnswer = { readonly measurement: Measurement } | { readonly error: string };

export function readMeasurement(plan: DataPlan, values: AnsweredValues): Measurement {
  if (plan.kind === 'aggregates') return { measure: plan.measure(values) };
  const { measure: answered = null } = values;
  const asText = answered === null ? null : String(answered);
  const measure = plan.result === 'text' ? asText : answeredNumber(answered);
  const affectedRows = answeredNumber(values.affected_rows);
  return affectedRows === null ? { measure } : { measure, affectedRows };
}

/** Plans made of aggregates: the shapes that most test types share. */
import { countIf, type Expression } from '@assay/dialects';
import type { MeasuringPlan } from '../test-type.ts';

type AnswerValue = number | string | null;

/** An answered number; null where there was none. Values too large for a double arrive as text. */
export function answeredNumber(value: AnswerValue | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** Counts the rows where `condition` holds. */
export function countOf(condition: Expression<'boolean'>): MeasuringPlan {
  return {
    kind: 'aggregates',
    aggregates: { found: countIf(condition) },
    measure: ({ found }) => answeredNumber(found),
  };
}

/**
 * Reads every aggregate as a number and hands them to `measure` together; null as soon as one of them has no
 * value, because then there was nothing to measure.
 */
export function numbersPlan<Name extends string>(
  aggregates: Readonly<Record<Name, Extract<MeasuringPlan, { kind: 'aggregates' }>['aggregates'][string]>>,
  measure: (numbers: Readonly<Record<Name, number>>) => number | null,
): MeasuringPlan {
  const names = Object.keys(aggregates) as Name[];
  return {
    kind: 'aggregates',
    aggregates,
    measure: (values) => {
      const numbers = {} as Record<Name, number>;
      for (const name of names) {
        const value = answeredNumber(values[name]);
        if (value === null) return null;
        numbers[name] = value;
      }
      return measure(numbers);
    },
  };
}

/** What a result says to people: one line, the numbers in it, no full stop. */
import type { TestDefinition } from './test-definition.ts';
import type { Measurement, TestType } from './test-type.ts';

/** Enough digits to tell two measures apart, few enough to read. */
const DIGITS = 8;

export function measuredMessage(
  type: TestType,
  definition: TestDefinition,
  measurement: Measurement,
  threshold: string | null,
): string {
  if (type.message) return type.message(measurement, definition);
  const { lower_tolerance, upper_tolerance } = definition.parameters;
  const limits = [
    ['Threshold', threshold ?? definition.parameters.threshold_value],
    ['Lower Bound', lower_tolerance],
    ['Upper Bound', upper_tolerance],
  ] as const;
  const set = limits.filter(([, limit]) => limit !== null && limit !== '');
  return [
    `${type.unit}: ${formatMeasure(measurement.measure)}`,
    ...set.map(([name, limit]) => `${name}: ${limit}`),
    ...(definition.boundsNote === undefined ? [] : [definition.boundsNote]),
  ].join(', ');
}

/** `1.0471976` for pi/3; whole numbers whole. */
function formatMeasure(measure: number | string | null): string {
  if (typeof measure !== 'number' || Number.isInteger(measure)) return String(measure);
  return String(Number(measure.toPrecision(DIGITS)));
}

export function noDataMessage(type: TestType, definition: TestDefinition): string {
  const place = [definition.table, definition.column].filter((name) => name !== null).join('.');
  const verdict =
    type.whenNothingMeasured === 'fail'
      ? 'which this test counts as a failure'
      : 'so there is nothing to hold against the test';
  return `No data: there was nothing to measure${place === '' ? '' : ` in ${place}`}, ${verdict}`;
}

export const noRowsMessage = ({ table }: TestDefinition): string => `No data: ${table} has no rows`;

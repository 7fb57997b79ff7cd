import type { MeasureName } from '@assay/checks';
import type { ColumnDescription } from '../target.ts';

/** Measures that are values of the column themselves. */
const ENDS: ReadonlySet<MeasureName> = new Set(['min_value', 'max_value', 'min_value_over_0']);

/**
 * Null for a whole number beyond +-(2^53 - 1) in a column of exact numbers: as a double it would be another id than the one
 * that is there. Its digits stand in the frequencies. What is computed (averages, percentiles) is a double anyhow, and so are
 * the values of floating-point columns.
 */
export function exactEnd(
  name: MeasureName,
  value: number | string | null,
  { isDecimal }: ColumnDescription,
): number | string | null {
  if (typeof value !== 'number' || isDecimal === null || !ENDS.has(name)) return value;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : value;
}

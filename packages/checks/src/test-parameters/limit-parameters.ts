/** The limits that many test types share, as parameters that a person may set. */
import type { ParameterSpec } from '../test-type.ts';

/** How many findings are tolerated; unset means none. */
export function toleratedCount(what: string): ParameterSpec {
  return {
    field: 'threshold_value',
    label: 'Tolerated',
    help: `How many ${what} are acceptable; leave it out to accept none.`,
    kind: 'number',
    required: false,
  };
}

/** A threshold without which the test means nothing. */
export function requiredThreshold(label: string, help: string): ParameterSpec {
  return { field: 'threshold_value', label, help, kind: 'number', required: true };
}

/** How many findings a query of its own tolerates. */
export function toleratedErrors(what: string): ParameterSpec {
  return {
    field: 'skip_errors',
    label: 'Tolerated',
    help: `How many ${what} are acceptable; 0 accepts none.`,
    kind: 'integer',
    required: false,
  };
}

/** A number that the test compares with what was there before. */
export function baselineNumber(
  field:
    | 'baseline_ct'
    | 'baseline_unique_ct'
    | 'baseline_value'
    | 'baseline_value_ct'
    | 'baseline_sum'
    | 'baseline_avg'
    | 'baseline_sd',
  label: string,
): ParameterSpec {
  return {
    field,
    label,
    help: `${label} when the data were last known to be good; generation fills it in from a profile.`,
    kind: 'number',
    required: true,
  };
}

/** Narrows the tested table to some of its rows. */
export function subsetCondition(): ParameterSpec {
  return {
    field: 'subset_condition',
    label: 'Only rows where',
    help: `Write an SQL condition, such as status = 'open'; leave it out to test all rows.`,
    kind: 'sql_condition',
    required: false,
  };
}

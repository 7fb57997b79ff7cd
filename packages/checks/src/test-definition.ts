/** A test as a user keeps it: a type, a place, and parameters. Calibration values are text, so that they may hold numbers, dates or SQL. */
import type { UpdateWatch } from './freshness/update-watch.ts';

export const SEVERITIES = ['Log', 'Warning', 'Fail'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const TEST_STATUSES = ['Passed', 'Failed', 'Warning', 'Error', 'Log'] as const;
export type TestStatus = (typeof TEST_STATUSES)[number];

/** Parameter fields, named as in the API and in exported documents. */
export interface TestParameters {
  readonly baseline_ct: string | null;
  readonly baseline_unique_ct: string | null;
  readonly baseline_value: string | null;
  readonly baseline_value_ct: string | null;
  readonly baseline_sum: string | null;
  readonly baseline_avg: string | null;
  readonly baseline_sd: string | null;
  readonly threshold_value: string | null;
  readonly lower_tolerance: string | null;
  readonly upper_tolerance: string | null;
  readonly subset_condition: string | null;
  readonly having_condition: string | null;
  readonly groupby_names: string | null;
  readonly window_date_column: string | null;
  readonly window_days: number;
  readonly match_schema_name: string | null;
  readonly match_table_name: string | null;
  readonly match_column_names: string | null;
  readonly match_subset_condition: string | null;
  readonly match_groupby_names: string | null;
  readonly match_having_condition: string | null;
  readonly custom_query: string | null;
  readonly skip_errors: number;
  readonly history_calculation: string | null;
  readonly history_calculation_upper: string | null;
  readonly history_lookback: number;
}
export type ParameterField = keyof TestParameters;

export const NO_PARAMETERS: TestParameters = {
  baseline_ct: null,
  baseline_unique_ct: null,
  baseline_value: null,
  baseline_value_ct: null,
  baseline_sum: null,
  baseline_avg: null,
  baseline_sd: null,
  threshold_value: null,
  lower_tolerance: null,
  upper_tolerance: null,
  subset_condition: null,
  having_condition: null,
  groupby_names: null,
  window_date_column: null,
  window_days: 0,
  match_schema_name: null,
  match_table_name: null,
  match_column_names: null,
  match_subset_condition: null,
  match_groupby_names: null,
  match_having_condition: null,
  custom_query: null,
  skip_errors: 0,
  history_calculation: null,
  history_calculation_upper: null,
  history_lookback: 0,
};

export interface TestDefinition {
  readonly id: string;
  readonly testType: string;
  readonly schema: string | null;
  /** Null for tests of a whole group and for CUSTOM. */
  readonly table: string | null;
  /** The column, a comma list of columns, an expression, or a label: the scope of the type says which. */
  readonly column: string | null;
  readonly parameters: TestParameters;
  /** Null = inherit from suite, then type. */
  readonly severity: Severity | null;
  /** How a run came by the bounds that it holds against the test, for people; absent = they are as written. */
  readonly boundsNote?: string;
  /** Of a test that watches for updates, what a run knows of them beforehand; absent = nothing. */
  readonly watch?: UpdateWatch;
}

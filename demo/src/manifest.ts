/** What was planted, for people who want to check what a profile finds against what is there. */
export const PROBLEM_KINDS = [
  'duplicate_rows',
  'repeated_key',
  'orphans',
  'missing_values',
  'missing_days',
  'dummy_values',
  'empty_strings',
  'no_values',
  'malformed',
  'odd_pattern',
  'pattern_differs_between_tables',
  'variant_codings',
  'inconsistent_casing',
  'spelled_differently',
  'quoted',
  'leading_spaces',
  'non_printing',
  'unlikely_dates',
  'stale_dates',
  'wrong_order_of_dates',
  'wrong_amounts',
  'mostly_numbers',
  'mostly_dates',
  'stray_numbers',
  'numbers_with_units',
  'delimited',
  'divergent_values',
  'unexpected_content',
  'types_differ_between_tables',
  'personal_data',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/**
 * What should notice the problem. Keys are those of the API: a hygiene issue type, a test type, a kind of PII.
 * Issues that compare tables are reported once for all of them, so look for those by column alone.
 */
export interface Expectation {
  readonly hygiene_issue?: string;
  readonly test?: string;
  readonly pii?: string;
}

export interface PlantedProblem {
  /** `customers.zip.malformed`: table, column (`*` for whole rows), kind. Unique. */
  readonly id: string;
  readonly table: string;
  /** Null when whole rows are the problem. */
  readonly column: string | null;
  readonly kind: ProblemKind;
  /** Cells with the problem; for duplicate rows the surplus rows, for missing days the days. Exact. */
  readonly cells: number;
  /** One of the cells; null where the problem is that there is nothing to show. */
  readonly example: string | null;
  readonly expect: Expectation;
  /** What a reader can learn from it, in a sentence or two. */
  readonly teaches: string;
}

export interface DemoManifest {
  readonly seed: number;
  /** The day the data pretend to be exported on: the newest order is from the day before. */
  readonly as_of: string;
  readonly tables: readonly { readonly table: string; readonly file: string; readonly rows: number }[];
  readonly problems: readonly PlantedProblem[];
}

/**
 * Every profile measure by its name, which is also its name in the API. A measure that does not apply to the
 * column's type is absent; null means "no value" (no rows, or nothing to compute from).
 * Counts are rows of the table unless said otherwise. Names follow `profile-measures/<slug>.ts`, one file each.
 */
export interface MeasureValues {
  // every type
  record_ct: number;
  value_ct: number;
  null_value_ct: number;
  /** Distinct non-null values, exact and case-sensitive; the empty string is a value. */
  distinct_value_ct: number;

  // text, numbers and dates: length of the text form
  min_length: number | null;
  max_length: number | null;
  /** Mean over non-empty values. */
  avg_length: number | null;

  // text
  zero_value_ct: number;
  zero_length_ct: number;
  distinct_std_value_ct: number;
  lead_space_ct: number;
  quoted_value_ct: number;
  includes_digit_ct: number;
  filled_value_ct: number;
  min_text: string | null;
  max_text: string | null;
  upper_case_ct: number;
  lower_case_ct: number;
  non_alpha_ct: number;
  mixed_case_ct: number;
  non_printing_ct: number;
  numeric_ct: number;
  date_ct: number;
  embedded_space_ct: number;
  /** Mean number of spaces inside the trimmed text over non-null values. */
  avg_embedded_spaces: number | null;
  /** Distinct shapes of blank-free values; see ColumnProfile.patterns.estimated. */
  distinct_pattern_ct: number;
  std_street_addr_ct: number;
  std_state_usa_ct: number;
  std_phone_usa_ct: number;
  std_email_ct: number;
  std_zip_usa_ct: number;
  std_file_name_ct: number;
  std_credit_card_ct: number;
  std_delimited_data_ct: number;
  std_ssn_ct: number;
  /** The standard pattern that most values follow, or null. */
  std_pattern_match: StandardPattern | null;

  // numbers (zero_value_ct too)
  min_value: number | null;
  min_value_over_0: number | null;
  max_value: number | null;
  avg_value: number | null;
  /** Sample standard deviation (n - 1). */
  stdev_value: number | null;
  percentile_25: number | null;
  percentile_50: number | null;
  percentile_75: number | null;
  /** Sum of the absolute fractional parts, each rounded to 5 digits; decimals only. */
  fractional_sum: number | null;

  // dates (ISO 8601 text; `YYYY-MM-DD` for dates, `YYYY-MM-DDTHH:MM:SS[.ffffff]` for timestamps, UTC when zoned)
  min_date: string | null;
  max_date: string | null;
  before_1yr_date_ct: number;
  before_5yr_date_ct: number;
  before_20yr_date_ct: number;
  before_100yr_date_ct: number;
  within_1yr_date_ct: number;
  within_1mo_date_ct: number;
  future_date_ct: number;
  distant_future_date_ct: number;
  date_days_present: number;
  date_weeks_present: number;
  date_months_present: number;

  // booleans
  boolean_true_ct: number;
}
export type MeasureName = keyof MeasureValues;
/** What a column's profile holds: the measures that apply to its type. */
export type ColumnMeasures = Partial<MeasureValues>;

export const STANDARD_PATTERNS = [
  'STREET_ADDR',
  'STATE_USA',
  'PHONE_USA',
  'EMAIL',
  'ZIP_USA',
  'FILE_NAME',
  'CREDIT_CARD',
  'DELIMITED_DATA',
  'SSN',
] as const;
export type StandardPattern = (typeof STANDARD_PATTERNS)[number];

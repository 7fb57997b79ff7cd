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
  /** The most frequent value in its text form, cut to `LISTED_CHARACTERS`; the first by code point of several. */
  mode_value: string | null;
  /** Rows that hold `mode_value`. */
  mode_ct: number;
  /** Shannon entropy of the values, in bits: 0 for a constant, log2(n) for n values equally frequent. */
  entropy: number | null;

  // all but booleans: length of the text form
  min_length: number | null;
  max_length: number | null;
  /** Mean over non-empty values. */
  avg_length: number | null;

  // text
  zero_value_ct: number;
  zero_length_ct: number;
  distinct_std_value_ct: number;
  lead_space_ct: number;
  trail_space_ct: number;
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
  /** Control characters: U+0000-001F and U+007F-009F but for tab, line feed and carriage return inside the value. */
  control_char_ct: number;
  /** Values that hold U+FFFD or the traces of UTF-8 read as Latin-1 (`Ã©`). */
  encoding_damage_ct: number;
  numeric_ct: number;
  date_ct: number;
  /** Dates that can only be read with the day first (`25/12/2024`, `25.12.2024`). */
  day_first_date_ct: number;
  /** Dates that can only be read with the month first (`12/25/2024`). */
  month_first_date_ct: number;
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
  /** Adjusted Fisher-Pearson coefficient (G1); null for fewer than three values or without spread. */
  skewness: number | null;
  /** Excess kurtosis, adjusted (G2); null for fewer than four values or without spread. */
  kurtosis: number | null;
  /** Values below the 25th percentile by more than 1.5 interquartile ranges (Tukey's fences). */
  outlier_low_ct: number;
  outlier_high_ct: number;
  /** Values outside the fences at 3 interquartile ranges, on both sides. */
  extreme_outlier_ct: number;
  /** Not-a-number values; they are values, and no other measure of numbers looks at them. */
  nan_ct: number;
  /** Infinities of both signs; of numbers and of dates. */
  infinite_ct: number;

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

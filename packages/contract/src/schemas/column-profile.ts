import {
  type MeasureName,
  type MeasureValues,
  PII_CATEGORIES,
  PII_RISKS,
  SEMANTIC_TYPES,
  STANDARD_PATTERNS,
  VALUE_KINDS,
} from '@assay/checks';
import { GENERAL_TYPES } from '@assay/dialects';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { count } from './scalars.ts';

export const generalType = z
  .enum(GENERAL_TYPES)
  .describe('A text, B boolean, D date or timestamp, N number, T time of day, X everything else');

/** A plain type, or one that a process stamps on rows: `Process DateTime Stamp`. */
export const semanticType = z
  .union([z.enum(SEMANTIC_TYPES), z.templateLiteral(['Process ', z.enum(SEMANTIC_TYPES)])])
  .meta({ id: 'SemanticType', description: 'What a column means, beyond its data type' });

export const piiFlag = z
  .strictObject({
    risk: z.enum(PII_RISKS),
    category: z.enum(PII_CATEGORIES),
    type: z.string().describe('`Email`, `SSN`, `Individual` ...'),
    reason: z.string(),
    manual: z.boolean().describe('Set by a person, and kept by every later run'),
  })
  .meta({ id: 'PiiFlag' });

const number = z.number().nullable();
const text = z.string().nullable();

/** One entry per measure of the checks; the compiler refuses a missing, superfluous or differently typed one. */
const measureFields = {
  record_ct: count,
  value_ct: count,
  null_value_ct: count,
  distinct_value_ct: count,
  mode_value: text,
  mode_ct: count,
  entropy: number,
  min_length: number,
  max_length: number,
  avg_length: number,
  zero_value_ct: count,
  zero_length_ct: count,
  distinct_std_value_ct: count,
  lead_space_ct: count,
  trail_space_ct: count,
  quoted_value_ct: count,
  includes_digit_ct: count,
  filled_value_ct: count,
  min_text: text,
  max_text: text,
  upper_case_ct: count,
  lower_case_ct: count,
  non_alpha_ct: count,
  mixed_case_ct: count,
  non_printing_ct: count,
  control_char_ct: count,
  encoding_damage_ct: count,
  numeric_ct: count,
  date_ct: count,
  day_first_date_ct: count,
  month_first_date_ct: count,
  embedded_space_ct: count,
  avg_embedded_spaces: number,
  distinct_pattern_ct: count,
  std_street_addr_ct: count,
  std_state_usa_ct: count,
  std_phone_usa_ct: count,
  std_email_ct: count,
  std_zip_usa_ct: count,
  std_file_name_ct: count,
  std_credit_card_ct: count,
  std_delimited_data_ct: count,
  std_ssn_ct: count,
  std_pattern_match: z.enum(STANDARD_PATTERNS).nullable(),
  min_value: number,
  min_value_over_0: number,
  max_value: number,
  avg_value: number,
  stdev_value: number,
  percentile_25: number,
  percentile_50: number,
  percentile_75: number,
  fractional_sum: number,
  skewness: number,
  kurtosis: number,
  outlier_low_ct: count,
  outlier_high_ct: count,
  extreme_outlier_ct: count,
  nan_ct: count,
  infinite_ct: count,
  min_date: text,
  max_date: text,
  before_1yr_date_ct: count,
  before_5yr_date_ct: count,
  before_20yr_date_ct: count,
  before_100yr_date_ct: count,
  within_1yr_date_ct: count,
  within_1mo_date_ct: count,
  future_date_ct: count,
  distant_future_date_ct: count,
  date_days_present: count,
  date_weeks_present: count,
  date_months_present: count,
  boolean_true_ct: count,
} satisfies { [Name in MeasureName]: z.ZodType<MeasureValues[Name]> };

const columnMeasures = z.strictObject(measureFields).partial().meta({
  id: 'ColumnMeasures',
  description:
    'Measures that apply to the type of the column; null = no value to compute from. Counts are rows unless the name says otherwise.',
});

const columnSample = z
  .strictObject({
    sampled_rows: count.describe('Rows that were read'),
    record_ct: count.describe('Rows of the table, which the counts are projected to'),
    intervals: z
      .record(z.string(), z.strictObject({ low: z.number(), high: z.number() }))
      .describe('By measure: the bounds that hold the true number in 95 of 100 samples'),
    estimated: z.array(z.string()).describe('Measures that are projected rather than observed'),
  })
  .meta({ id: 'ColumnSample', description: 'How far the numbers of a sampled column can be trusted' });

export const typeSuggestion = z
  .strictObject({
    type: z.string().describe('In standard SQL: `INTEGER`, `DECIMAL(18,4)`, `DATE`'),
    because: z.string(),
  })
  .meta({ id: 'TypeSuggestion', description: 'A better type than the declared one, and why' });

const profileFields = {
  table: z.string(),
  column: z.string(),
  position: z.int().min(1).describe('Place in the table, from 1'),
  general_type: generalType,
  column_type: z.string().describe('Normalised: `varchar(20)`, `numeric(10,2)`'),
  semantic_type: semanticType.nullable(),
  semantic_reason: z.string().nullable().describe('The rule and the facts behind the semantic type'),
  pii: piiFlag
    .nullable()
    .describe('As flagged now: what a person says in the catalog counts for earlier runs too'),
  critical_data_element: z.boolean().describe('The business depends on this column'),
  suggested_type: typeSuggestion.nullable(),
  measures: columnMeasures,
  sample: columnSample.nullable().describe('Null when every row of the table was read'),
  values_masked: z
    .boolean()
    .describe(
      'Values are hidden because the token may not see personal data, which the column holds, or may hold while the run has not come to that question',
    ),
  error: z.string().nullable().describe('Why the column could not be measured'),
};

const columnProfile = z.strictObject(profileFields).meta({ id: 'ColumnProfile' });
export type ColumnProfile = z.output<typeof columnProfile>;
export const columnProfilePage = pageOf('ColumnProfilePage', columnProfile);

const grouped = z.strictObject({ value: z.string(), count });
const bin = z.strictObject({
  from: z.union([z.number(), z.string()]),
  to: z.union([z.number(), z.string()]),
  count,
});
const histogram = z
  .strictObject({
    equal_width: z.array(bin).describe('Bins of one width'),
    quantile: z.array(bin).describe('Bins of about as many rows each'),
  })
  .meta({
    id: 'Histogram',
    description: 'Bins that follow each other, the last with its upper end; numbers, or dates in ISO 8601',
  });
const valueKinds = z
  .strictObject({
    looked: count.describe('Distinct values that were looked at'),
    matched: z
      .partialRecord(z.enum(VALUE_KINDS), count)
      .describe('How many of them are of each kind; kinds without any are absent'),
  })
  .meta({
    id: 'ValueKindCounts',
    description: 'Personal values recognised one by one, by their check digits',
  });
const groupingTotals = z.strictObject({
  distinct: count.describe('Groups in all'),
  other_rows: count.describe('Rows in groups that the list leaves out'),
  estimated: z.boolean().describe('Taken from a part of the distinct values and scaled up'),
});

export const columnProfileDetail = z
  .strictObject({
    ...profileFields,
    frequencies: z.array(grouped).describe('Most frequent values first; empty when none were collected'),
    frequency_totals: groupingTotals.nullable(),
    patterns: z.array(grouped).describe('Most frequent shapes first: `AA-NNNN`'),
    pattern_totals: groupingTotals.nullable(),
    weekdays: z.array(grouped).describe('Rows by day of the week: 1 = Monday ... 7 = Sunday'),
    hours: z.array(grouped).describe('Rows by hour of the day: 0 ... 23'),
    sentinels: z.array(grouped).describe('Values that stand for "no value", such as -1 or 9999-12-31'),
    histogram: histogram.nullable().describe('Of numbers and dates'),
    value_kinds: valueKinds.nullable(),
    percentiles: z.array(z.strictObject({ percent: z.number().min(0).max(100), value: z.number() })),
  })
  .meta({ id: 'ColumnProfileDetail' });
export type ColumnProfileDetail = z.output<typeof columnProfileDetail>;

export const columnProfileExample: ColumnProfile = {
  table: 'customers',
  column: 'status',
  position: 4,
  general_type: 'A',
  column_type: 'varchar(20)',
  semantic_type: 'Code',
  semantic_reason: 'Text with 4 distinct values in 1,000 rows, each of at most 8 characters.',
  pii: null,
  critical_data_element: true,
  suggested_type: null,
  measures: {
    record_ct: 1000,
    value_ct: 990,
    null_value_ct: 10,
    distinct_value_ct: 4,
    min_length: 4,
    max_length: 8,
  },
  sample: null,
  values_masked: false,
  error: null,
};
export const columnProfileDetailExample: ColumnProfileDetail = {
  ...columnProfileExample,
  frequencies: [
    { value: 'active', count: 700 },
    { value: 'closed', count: 200 },
    { value: 'new', count: 80 },
    { value: 'archived', count: 10 },
  ],
  frequency_totals: { distinct: 4, other_rows: 0, estimated: false },
  patterns: [
    { value: 'aaaaaa', count: 900 },
    { value: 'aaa', count: 80 },
    { value: 'aaaaaaaa', count: 10 },
  ],
  pattern_totals: { distinct: 3, other_rows: 0, estimated: false },
  weekdays: [],
  hours: [],
  sentinels: [],
  histogram: null,
  value_kinds: { looked: 4, matched: {} },
  percentiles: [],
};

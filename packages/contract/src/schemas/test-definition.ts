import { IMPACT_DIMENSIONS, type ParameterField, SEVERITIES, type TestParameters } from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { id, idInput, timestamp } from './scalars.ts';

export const testDefinitionParams = z.object({
  test_definition_id: idInput.describe('Id of the test definition'),
});

/**
 * Calibration values are kept as text, because they may hold numbers, dates or SQL; a number or a boolean in a
 * request is taken as its text. Null = not set.
 */
const calibration = z
  .union([z.string().max(20_000), z.number(), z.boolean()])
  .nullable()
  .transform((value) => (value === null ? null : String(value)));
const text = z.string().max(20_000).nullable();
/** Null reads as 0. */
const wholeNumber = z
  .int()
  .min(0)
  .nullable()
  .transform((value) => value ?? 0);
/** A statement that ends in a semicolon could not be wrapped in another one. */
const query = text.transform((sql) => sql?.trim().replace(/;$/, '').trimEnd() || null);

/** One entry per parameter of the checks; the compiler refuses a missing or superfluous one. */
const parameterInputs = {
  baseline_ct: calibration,
  baseline_unique_ct: calibration,
  baseline_value: calibration.describe('The value, or the list of values, to compare with'),
  baseline_value_ct: calibration,
  baseline_sum: calibration,
  baseline_avg: calibration,
  baseline_sd: calibration,
  threshold_value: calibration.describe('How much is tolerated; what it counts, the test type says'),
  lower_tolerance: calibration,
  upper_tolerance: calibration,
  subset_condition: text.describe('SQL condition: only these rows are tested'),
  having_condition: text,
  groupby_names: text.describe('Comma list of columns'),
  window_date_column: text,
  window_days: wholeNumber,
  match_connection_name: text.describe(
    'Another connection of the project, of tests that compare across databases; all others refuse it',
  ),
  match_schema_name: text,
  match_table_name: text.describe('The table to compare with'),
  match_column_names: text,
  match_subset_condition: text,
  match_groupby_names: text,
  match_having_condition: text,
  custom_query: query.describe('SQL of the test itself; one trailing semicolon is dropped'),
  skip_errors: wholeNumber.describe('How many findings a query may return before the test fails'),
  history_calculation: text,
  history_calculation_upper: text,
  history_lookback: wholeNumber,
} satisfies { [Field in ParameterField]: z.ZodType<TestParameters[Field]> };

const settings = {
  table_name: z.string().min(1).max(200).nullable(),
  column_name: z
    .string()
    .min(1)
    .max(500)
    .nullable()
    .describe('The column; for some types a list of columns, an expression or a label'),
  test_description: z.string().max(2000).nullable().describe('Null = the description of the type'),
  test_active: z.boolean().describe('Only active tests run'),
  severity: z.enum(SEVERITIES).nullable().describe('Null = that of the suite, else that of the type'),
  impact_dimension: z.enum(IMPACT_DIMENSIONS).nullable().describe('Null = that of the type'),
  lock_refresh: z.boolean().describe('Generation leaves the test alone'),
  flagged: z.boolean().describe('Marked by a person for review; nothing else follows from it'),
  ...parameterInputs,
};

/** Everything but the type may be left out; which parameters a type needs is checked with the type at hand. */
export const newTestDefinition = z
  .object({
    ...settings,
    test_active: settings.test_active.default(true),
    lock_refresh: settings.lock_refresh.default(false),
    flagged: settings.flagged.default(false),
  })
  .partial()
  .extend({ test_type: z.string().min(1).max(100).describe('Key of a test type: `Missing_Pct`') })
  .meta({ id: 'NewTestDefinition' });
export type NewTestDefinition = z.output<typeof newTestDefinition>;

/** The type is fixed: another type is another test. */
export const testDefinitionChange = z.object(settings).partial().meta({ id: 'TestDefinitionChange' });
export type TestDefinitionChange = z.output<typeof testDefinitionChange>;

const storedText = z.string().nullable();
const storedParameters = {
  baseline_ct: storedText,
  baseline_unique_ct: storedText,
  baseline_value: storedText,
  baseline_value_ct: storedText,
  baseline_sum: storedText,
  baseline_avg: storedText,
  baseline_sd: storedText,
  threshold_value: storedText,
  lower_tolerance: storedText,
  upper_tolerance: storedText,
  subset_condition: storedText,
  having_condition: storedText,
  groupby_names: storedText,
  window_date_column: storedText,
  window_days: z.int().min(0),
  match_connection_name: storedText,
  match_schema_name: storedText,
  match_table_name: storedText,
  match_column_names: storedText,
  match_subset_condition: storedText,
  match_groupby_names: storedText,
  match_having_condition: storedText,
  custom_query: storedText,
  skip_errors: z.int().min(0),
  history_calculation: storedText,
  history_calculation_upper: storedText,
  history_lookback: z.int().min(0),
} satisfies { [Field in ParameterField]: z.ZodType<TestParameters[Field]> };

/** A test that Assay proposes, as the body that makes it: only the parameters that are set. */
export const suggestedTest = z
  .strictObject({
    test_type: z.string(),
    table_name: z.string().nullable(),
    column_name: z.string().nullable(),
    ...z.object(storedParameters).partial().shape,
  })
  .meta({ id: 'SuggestedTest' });

export const testDefinition = z
  .strictObject({
    id,
    test_suite_id: id,
    table_group_id: id,
    test_type: z.string(),
    schema_name: z.string().nullable(),
    table_name: z.string().nullable(),
    column_name: z.string().nullable(),
    test_description: z.string().nullable(),
    test_active: z.boolean(),
    test_definition_status: z.string().nullable().describe('Why the test cannot run as it is'),
    missed_runs: z
      .int()
      .min(0)
      .describe(
        'Runs in a row that did not find its table or column; after three the test is deactivated, until it is back',
      ),
    severity: z.enum(SEVERITIES).nullable(),
    impact_dimension: z.enum(IMPACT_DIMENSIONS).nullable(),
    lock_refresh: z.boolean(),
    flagged: z.boolean(),
    ...storedParameters,
    external_id: id.describe('Identity of the test across servers'),
    generation_reason: z
      .string()
      .nullable()
      .describe('Why generation proposed it; null for tests made by hand'),
    edited_fields: z.array(z.string()).describe('Fields that a person set; generation keeps them'),
    last_auto_gen_date: timestamp.nullable().describe('Null = made by hand'),
    last_manual_update: timestamp.nullable(),
    profiling_run_id: id.nullable().describe('The profile that the baselines come from'),
  })
  .meta({ id: 'TestDefinition' });
export type TestDefinition = z.output<typeof testDefinition>;
export const testDefinitionPage = pageOf('TestDefinitionPage', testDefinition);

export const testDefinitionExample: TestDefinition = {
  id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b',
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  test_type: 'Required',
  schema_name: 'public',
  table_name: 'customers',
  column_name: 'email',
  test_description: null,
  test_active: true,
  test_definition_status: null,
  missed_runs: 0,
  severity: null,
  impact_dimension: null,
  lock_refresh: false,
  flagged: false,
  baseline_ct: null,
  baseline_unique_ct: null,
  baseline_value: null,
  baseline_value_ct: null,
  baseline_sum: null,
  baseline_avg: null,
  baseline_sd: null,
  threshold_value: '0',
  lower_tolerance: null,
  upper_tolerance: null,
  subset_condition: null,
  having_condition: null,
  groupby_names: null,
  window_date_column: null,
  window_days: 0,
  match_connection_name: null,
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
  external_id: '5b0d7c1e-9f0a-4c1f-8a57-0a0f6f0f3c11',
  generation_reason: 'All 505,000 rows had a value when the table was profiled.',
  edited_fields: [],
  last_auto_gen_date: '2026-03-01T09:05:00.000Z',
  last_manual_update: null,
  profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
};
export const newTestDefinitionExample = {
  test_type: 'LOV_Match',
  table_name: 'customers',
  column_name: 'status',
  baseline_value: "('new','active','closed')",
  threshold_value: 0,
};

import { IMPACT_DIMENSIONS, SEVERITIES, TEST_STATUSES } from '@assay/checks';
import { z } from 'zod';
import { DISPOSITIONS, disposition } from './disposition.ts';
import { freshnessFacts } from './freshness-facts.ts';
import { pageOf, pageQuery } from './page.ts';
import { booleanQuery, choiceQuery, textQuery } from './query-values.ts';
import { cell, count, id, idInput, timestamp } from './scalars.ts';
import { schemaFacts } from './schema-facts.ts';

export const testResultParams = z.object({ test_result_id: idInput.describe('Id of the test result') });

const measured = z.union([z.number(), z.string()]).nullable();

export const testResult = z
  .strictObject({
    id,
    test_definition_id: id,
    test_type: z.string(),
    table: z.string().nullable(),
    column: z.string().nullable(),
    status: z.enum(TEST_STATUSES),
    measure: measured.describe('What was found; null when there was nothing to measure'),
    signal: z
      .number()
      .min(0)
      .nullable()
      .describe(
        'Minutes since the table was updated, 0 = it was updated; null for tests that do not watch for updates, and when nobody can tell',
      ),
    threshold: measured.describe('What was tolerated'),
    message: z.string(),
    no_data: z
      .boolean()
      .describe(
        'There was nothing to measure: no rows, or no values. The status is what the test type makes of that',
      ),
    severity: z.enum(SEVERITIES).describe('The one that applied'),
    disposition,
    duration_ms: z
      .number()
      .min(0)
      .nullable()
      .describe('Time in the target; shared by tests that ran in one statement'),
    dq_prevalence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Share of rows that the failure spoils; null = does not score'),
  })
  .meta({ id: 'TestResult' });
export type TestResult = z.output<typeof testResult>;
export const testResultPage = pageOf('TestResultPage', testResult);

/** Lists of results are filtered alike. */
export const resultFilterQuery = z.object({
  status: choiceQuery(TEST_STATUSES, 'Only results with these statuses'),
  table: textQuery('Only results of this table'),
  column: textQuery('Only results of columns of this name'),
  test_type: textQuery('Only results of this test type'),
  no_data: booleanQuery('Only results that had nothing to measure, or only those that had'),
  disposition: choiceQuery(
    [...DISPOSITIONS, 'undecided'],
    'Only results with these decisions; `undecided` for those without one',
  ),
  ...pageQuery(),
});

/** Everything about one result. */
export const testResultDetail = testResult
  .extend({
    schema: z.string().nullable(),
    description: z.string().nullable().describe('As it was when the test ran'),
    parameters: z
      .record(z.string(), z.union([z.string(), z.number()]).nullable())
      .describe('As the run used them; those that were not set are left out'),
    facts: z
      .discriminatedUnion('kind', [freshnessFacts, schemaFacts])
      .nullable()
      .describe('What the verdict rests on, for test types that tell it in parts'),
    impact_dimension: z.enum(IMPACT_DIMENSIONS).nullable(),
    rows_tested: count.nullable().describe('Rows of the table at that time; null when they were not counted'),
    sql: z
      .string()
      .nullable()
      .describe(
        'The statement that measures this test by itself; in a run, tests of one table share statements. Null when the test could not be asked',
      ),
    tested_at: timestamp,
  })
  .meta({ id: 'TestResultDetail' });
export type TestResultDetail = z.output<typeof testResultDetail>;

export const failingRows = z
  .strictObject({
    columns: z
      .array(z.string())
      .describe('In the order to show: of whole rows first the key, then what was tested'),
    rows: z.array(z.record(z.string(), cell)),
    total: count.nullable().describe('Failing rows in all; null when there are too many to count in time'),
    truncated: z.boolean().describe('There are more rows than these'),
    sql: z
      .string()
      .nullable()
      .describe('The query that finds them; null when this test cannot point at rows'),
    values_masked: z.boolean().describe('Values of columns with personal data are hidden'),
    captured_at: timestamp
      .nullable()
      .describe('When the run kept these rows; null = they were looked up now'),
    note: z.string().nullable().describe('Why there are no rows to show, when there are none by nature'),
  })
  .meta({ id: 'FailingRows' });
export type FailingRows = z.output<typeof failingRows>;

export const testResultExample: TestResult = {
  id: '019c9f70-7777-7aaa-8bbb-6c1d2e3f4a5b',
  test_definition_id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b',
  test_type: 'Required',
  table: 'customers',
  column: 'email',
  status: 'Failed',
  measure: 3,
  signal: null,
  threshold: '0',
  message: 'Missing values: 3, Threshold: 0',
  no_data: false,
  severity: 'Fail',
  disposition: null,
  duration_ms: 41,
  dq_prevalence: 0.000006,
};
export const testResultDetailExample: TestResultDetail = {
  ...testResultExample,
  schema: 'public',
  description: null,
  parameters: { threshold_value: '0' },
  facts: null,
  impact_dimension: 'Conformance',
  rows_tested: 505000,
  sql: 'SELECT count(*) FILTER (WHERE "email" IS NULL) AS m0 FROM "public"."customers"',
  tested_at: '2026-03-01T09:30:01.480Z',
};
export const failingRowsExample: FailingRows = {
  columns: ['customer_id', 'email'],
  rows: [{ customer_id: 4711, email: null }],
  total: 1,
  truncated: false,
  sql: 'SELECT * FROM "public"."customers" WHERE "email" IS NULL LIMIT 101',
  values_masked: false,
  captured_at: null,
  note: null,
};

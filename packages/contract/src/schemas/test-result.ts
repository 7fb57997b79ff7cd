import { SEVERITIES, TEST_STATUSES } from '@assay/checks';
import { z } from 'zod';
import { disposition } from './disposition.ts';
import { pageOf } from './page.ts';
import { cell, count, id, idInput } from './scalars.ts';

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
    threshold: measured.describe('What was tolerated'),
    message: z.string(),
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

export const failingRows = z
  .strictObject({
    columns: z.array(z.string()).describe('In the order of the query'),
    rows: z.array(z.record(z.string(), cell)),
    total: count.nullable().describe('Failing rows in all; null when there are too many to count in time'),
    truncated: z.boolean().describe('There are more rows than `limit`'),
    sql: z
      .string()
      .nullable()
      .describe('The query that finds them; null when this test cannot point at rows'),
    values_masked: z.boolean().describe('Values of columns with personal data are hidden'),
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
  threshold: '0',
  message: 'Missing values: 3, Threshold: 0',
  severity: 'Fail',
  disposition: null,
  duration_ms: 41,
  dq_prevalence: 0.000006,
};
export const failingRowsExample: FailingRows = {
  columns: ['customer_id', 'email'],
  rows: [{ customer_id: 4711, email: null }],
  total: 1,
  truncated: false,
  sql: 'SELECT * FROM "public"."customers" WHERE "email" IS NULL LIMIT 101',
  values_masked: false,
  note: null,
};

import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { excessFindings } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'custom_query',
    label: 'Query',
    help: 'Write a SELECT that returns one row for every error; {DATA_SCHEMA} stands for the schema of the table group.',
    kind: 'sql_query',
    required: true,
  },
  toleratedErrors('rows'),
  {
    field: 'match_column_names',
    label: 'Columns to mask',
    help: 'List the result columns that hold personal data, with commas; they are masked for people without the right.',
    kind: 'column_list',
    required: false,
  },
];

/** The user's query, ready to run: one trailing semicolon off, the schema filled in. */
const errorRows = (definition: TestDefinition): MeasuringQuery => ({
  query: 'user_rows',
  sql: withSchema(requiredText(definition, 'custom_query').trim().replace(/;\s*$/, ''), definition.schema),
});

/** Files have no schema: there `{DATA_SCHEMA}.orders` is just `orders`. */
function withSchema(sql: string, schema: string | null): string {
  if (schema === null || schema === '') return sql.replaceAll(/"?\{DATA_SCHEMA\}"?\./g, '');
  return sql.replaceAll('{DATA_SCHEMA}', () => schema);
}

export const custom = defineTestType({
  key: 'CUSTOM',
  name: 'Custom Test',
  scope: 'custom',
  appliesTo: null,
  dqDimension: 'Accuracy',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Errors found',
  description:
    'A query of yours that returns one row for every error. It runs read-only, as you wrote it, on your database.',
  criterion: 'The query returns more rows than tolerated.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({ kind: 'query', query: errorRows(definition) }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => countingMessage('errors', measurement, definition),
  badShare: excessFindings,
  riskFactor: 1,
  generation: null,
  failingRows: errorRows,
  examples: [
    {
      says: 'each row that the query returns is an error',
      tables: [
        {
          table: 'orders',
          columns: { id: 'integer', total: 'integer' },
          rows: [
            [1, 10],
            [2, -1],
            [3, -5],
          ],
        },
      ],
      column: "what's negative",
      parameters: { custom_query: 'SELECT id FROM {DATA_SCHEMA}.orders WHERE total < 0;' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Errors: 2', 'exceeds the limit of 0'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [
        {
          table: 'orders',
          columns: { id: 'integer', total: 'integer' },
          rows: [
            [1, 10],
            [2, -1],
            [3, -5],
          ],
        },
      ],
      parameters: { custom_query: 'SELECT id FROM {DATA_SCHEMA}.orders WHERE total < 0', skip_errors: 2 },
      expect: { measure: 2, status: 'Passed', messageIncludes: ['within the limit of 2'] },
    },
  ],
});

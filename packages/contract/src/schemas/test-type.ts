import {
  DQ_DIMENSIONS,
  IMPACT_DIMENSIONS,
  NO_PARAMETERS,
  type ParameterField,
  SEVERITIES,
  TEST_SCOPES,
} from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';

const PARAMETER_FIELDS = Object.keys(NO_PARAMETERS) as [ParameterField, ...ParameterField[]];
const PARAMETER_KINDS = [
  'number',
  'integer',
  'text',
  'date',
  'value_list',
  'column_list',
  'sql_query',
  'sql_condition',
  'name',
] as const;

const testParameter = z
  .strictObject({
    field: z.enum(PARAMETER_FIELDS).describe('The field of the test definition'),
    label: z.string(),
    help: z.string(),
    kind: z.enum(PARAMETER_KINDS),
    required: z.boolean(),
  })
  .meta({ id: 'TestTypeParameter' });

const testType = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    scope: z.enum(TEST_SCOPES),
    parameters: z.array(testParameter),
    default_severity: z.enum(SEVERITIES),
    dq_dimension: z.enum(DQ_DIMENSIONS).nullable(),
    impact_dimension: z.enum(IMPACT_DIMENSIONS),
    unit: z.string().describe('What the measure counts'),
    criterion: z.string().describe('When it fails, in words'),
    description: z.string(),
    generated_when: z.string().nullable().describe('When generation proposes it; null = never'),
  })
  .meta({ id: 'TestType' });
export type TestType = z.output<typeof testType>;
export const testTypePage = pageOf('TestTypePage', testType);

export const testTypeExample: TestType = {
  key: 'Required',
  name: 'Required entry',
  scope: 'column',
  parameters: [
    {
      field: 'threshold_value',
      label: 'Tolerated missing values',
      help: 'The test fails when more rows than this have no value.',
      kind: 'integer',
      required: false,
    },
  ],
  default_severity: 'Fail',
  dq_dimension: 'Completeness',
  impact_dimension: 'Conformance',
  unit: 'Missing values',
  criterion: 'More rows without a value than tolerated.',
  description: 'Every row must have a value.',
  generated_when: 'The column had no missing value when it was profiled.',
};

import { type Expression, less, parameter } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { plainValue } from '../test-parameters/plain-value.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedMoment } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Earliest date',
    help: 'Write the first day or moment that makes sense, such as 2015-01-01.',
    kind: 'date',
    required: true,
  },
  toleratedCount('earlier dates'),
];

const isTooEarly = (definition: TestDefinition): Expression<'boolean'> =>
  less(
    testedMoment(definition),
    parameter(plainValue(requiredText(definition, 'baseline_value')).trim(), 'moment'),
  );

export const minDate = defineTestType({
  key: 'Min_Date',
  name: 'Minimum Date',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Dates prior to limit',
  description: 'No date lies before the earliest one that makes sense. Moments are compared, not only days.',
  criterion: 'More dates than tolerated lie before the limit.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => countOf(isTooEarly(definition)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A date or timestamp with at least two distinct values.',
    propose: ({ generalType, measures: { min_date, distinct_value_ct = 0 } }) =>
      generalType === 'D' && min_date != null && distinct_value_ct > 1
        ? {
            parameters: { baseline_value: min_date, threshold_value: '0' },
            reason: `No date was earlier than ${min_date}.`,
          }
        : null,
  },
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isTooEarly(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the limit itself is early enough',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2019-12-31'], ['2020-01-01'], [null], ['2021-06-30']],
        },
      ],
      column: 'd',
      parameters: { baseline_value: '2020-01-01' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Dates prior to limit: 1'] },
    },
    {
      says: 'a time of day counts',
      tables: [
        { table: 't', columns: { d: 'timestamp' }, rows: [['2020-01-01T08:59:59'], ['2020-01-01T09:00:00']] },
      ],
      column: 'd',
      parameters: { baseline_value: '2020-01-01T09:00:00', threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});

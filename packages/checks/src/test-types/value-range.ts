import type { Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedNumber } from '../test-parts/tested-column.ts';
import {
  boundParameters,
  boundProblems,
  numbersInOrder,
  outsideNumbers,
} from '../test-parts/written-bounds.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  ...boundParameters({ kind: 'number', what: 'value', write: 'a number, such as 0 or 99.5' }),
  toleratedCount('values outside the range'),
];

const isOutside = (definition: TestDefinition): Expression<'boolean'> =>
  outsideNumbers(testedNumber(definition), definition);

export const valueRange = defineTestType({
  key: 'Value_Range',
  name: 'Value Range',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values out of range',
  description: 'Every number lies between two bounds, both included. Nulls are no value.',
  criterion: 'More values than tolerated are below the lowest or above the highest.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: (definition) => boundProblems(PARAMETERS, definition, numbersInOrder),
  plan: (definition) => countOf(isOutside(definition)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isOutside(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'both ends count, the bounds themselves are fine',
      tables: [
        { table: 't', columns: { v: 'integer' }, rows: [[-1], [0], [50], [100], [101], [101], [null]] },
      ],
      column: 'v',
      parameters: { lower_tolerance: '0', upper_tolerance: '100', threshold_value: '2' },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: ['Values out of range: 3', 'Threshold: 2', 'Lower Bound: 0', 'Upper Bound: 100'],
      },
    },
    {
      says: 'a bound that is left out bounds nothing, and decimals are compared exactly',
      tables: [{ table: 't', columns: { v: 'numeric(8,2)' }, rows: [['0.10'], ['0.30'], ['-7.25']] }],
      column: 'v',
      parameters: { upper_tolerance: '0.3' },
      expect: { measure: 0, status: 'Passed' },
    },
    {
      says: 'fractions of a double count',
      tables: [{ table: 't', columns: { v: 'double' }, rows: [[0.5], [1.5]] }],
      column: 'v',
      parameters: { lower_tolerance: '1' },
      expect: { measure: 1, status: 'Failed' },
    },
  ],
});

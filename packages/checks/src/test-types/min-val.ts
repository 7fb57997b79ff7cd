import { type Expression, less, parameter } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { baselineNumber, toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { columnName, rowsWhere, testedNumber } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [baselineNumber('baseline_value', 'Smallest value'), toleratedCount('smaller values')];
/** A limit that went through a double must not fail the very value it came from. */
const ROUNDING_SLACK = 0.000001;

const isTooSmall = (definition: TestDefinition): Expression<'boolean'> =>
  less(
    testedNumber(definition),
    parameter(requiredNumber(definition, 'baseline_value') - ROUNDING_SLACK, 'number'),
  );

export const minVal = defineTestType({
  key: 'Min_Val',
  name: 'Minimum Value',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values under limit',
  description: 'No number is smaller than the smallest one that makes sense.',
  criterion: 'More values than tolerated lie below the limit by more than one millionth.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => countOf(isTooSmall(definition)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A measured quantity with at least two distinct values.',
    propose: (column) => {
      const { min_value, distinct_value_ct = 0 } = column.measures;
      if (column.generalType !== 'N' || !means(column, 'Measure*')) return null;
      if (min_value == null || distinct_value_ct < 2) return null;
      return {
        parameters: { baseline_value: String(min_value), threshold_value: '0' },
        reason: `No value was smaller than ${min_value}.`,
      };
    },
  },
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isTooSmall(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'values below the limit count, the limit itself does not',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [3], [4], [5]] }],
      column: 'v',
      parameters: { baseline_value: '3' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Values under limit: 2'] },
    },
    {
      says: 'missing values are not small',
      tables: [{ table: 't', columns: { v: 'numeric(8,2)' }, rows: [['0.10'], [null], ['7.25']] }],
      column: 'v',
      parameters: { baseline_value: '0.1' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

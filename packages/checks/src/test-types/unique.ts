import { countDistinct, countRows, isNotNull } from '@assay/dialects';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('rows without a value of their own')];
/** In fewer rows, values that all differ may do so by chance. */
const ROWS_TO_LEARN_FROM = 500;

export const unique = defineTestType({
  key: 'Unique',
  name: 'Unique Values',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Uniqueness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Duplicate values',
  description:
    'No value comes twice. A row without a value counts as a duplicate, because a key must be there.',
  criterion: 'Rows less distinct values are more than tolerated.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan(
      { rows: countRows(), distinct: countDistinct(testedValue(definition)) },
      ({ rows, distinct }) => rows - distinct,
    ),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'More than 500 rows, each with a value that no other row has.',
    propose: ({ measures: { record_ct = 0, distinct_value_ct } }) =>
      record_ct > ROWS_TO_LEARN_FROM && distinct_value_ct === record_ct
        ? { parameters: { threshold_value: '0' }, reason: `All ${record_ct} rows had a value of their own.` }
        : null,
  },
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNotNull(testedValue(definition))),
    column: columnName(definition),
    repeatedOnly: true,
  }),
  examples: [
    {
      says: 'a repeated value and a missing one count',
      tables: [{ table: 'keys', columns: { k: 'integer' }, rows: [[1], [1], [2], [null]] }],
      column: 'k',
      parameters: { threshold_value: '0' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Duplicate values: 2', 'Threshold: 0'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 'keys', columns: { k: 'integer' }, rows: [[1], [1], [2], [null]] }],
      column: 'k',
      parameters: { threshold_value: '2' },
      expect: { measure: 2, status: 'Passed' },
    },
    {
      says: 'text is compared with its case',
      tables: [{ table: 'keys', columns: { k: 'text' }, rows: [['a'], ['A'], ['a ']] }],
      column: 'k',
      parameters: {},
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

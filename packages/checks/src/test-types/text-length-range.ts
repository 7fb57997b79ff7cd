import { type Expression, length } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import {
  boundParameters,
  boundProblems,
  numbersInOrder,
  outsideNumbers,
} from '../test-parts/written-bounds.ts';
import { defineTestType, type TestContext } from '../test-type.ts';

const PARAMETERS = [
  ...boundParameters({ kind: 'integer', what: 'length', write: 'a number of characters, such as 5' }),
  toleratedCount('texts of another length'),
];

const isOutside = (definition: TestDefinition, context: TestContext): Expression<'boolean'> =>
  outsideNumbers(length(testedText(definition, context)), definition);

export const textLengthRange = defineTestType({
  key: 'Text_Length_Range',
  name: 'Text Length Range',
  scope: 'column',
  appliesTo: ['A'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Texts out of range',
  description:
    'Every text has a length between two bounds, both included, in characters with the spaces at its ends. The empty text has none; nulls are no text.',
  criterion: 'More texts than tolerated are shorter than the lowest or longer than the highest length.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: (definition) => boundProblems(PARAMETERS, definition, numbersInOrder),
  plan: (definition, context) => countOf(isOutside(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isOutside(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'characters count, not bytes, and the empty text is too short',
      tables: [
        { table: 't', columns: { v: 'text' }, rows: [['ab'], ['éé'], ['abcd'], ['abc '], [''], [null]] },
      ],
      column: 'v',
      parameters: { lower_tolerance: '2', upper_tolerance: '3' },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: ['Texts out of range: 3', 'Lower Bound: 2', 'Upper Bound: 3'],
      },
    },
    {
      says: 'a bound that is left out bounds nothing',
      tables: [{ table: 't', columns: { v: 'varchar(9)' }, rows: [['ab'], ['abcdefghi'], [null]] }],
      column: 'v',
      parameters: { lower_tolerance: '2' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

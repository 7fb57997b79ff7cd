import { and, type Expression, isNotNull, not } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { columnName, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';
import { isUsZip } from '../value-conditions/standard-patterns.ts';

const PARAMETERS = [toleratedCount('invalid codes')];

function isNoZip(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return and(isNotNull(value), not(isUsZip(value)));
}

export const validUsZip = defineTestType({
  key: 'Valid_US_Zip',
  name: 'Valid US Zip',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Warning',
  unit: 'Invalid Zip Codes',
  description:
    'Every value is a postal code of the United States: five digits, or nine with or without a dash. An empty text is invalid, a null is not counted.',
  criterion: 'More values than tolerated do not have five or nine digits.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isNoZip(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'The column means a postal code.',
    propose: (column) =>
      means(column, 'Zip')
        ? {
            parameters: { threshold_value: '0' },
            reason: 'The column holds postal codes of the United States.',
          }
        : null,
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNoZip(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'five, nine and five-dash-four digits are valid',
      tables: [
        {
          table: 't',
          columns: { zip: 'text' },
          rows: [['12345'], ['12345-6789'], ['123456789'], ['1234'], ['ABCDE'], [null], ['']],
        },
      ],
      column: 'zip',
      parameters: { threshold_value: '0' },
      expect: { measure: 3, status: 'Warning', messageIncludes: ['Invalid Zip Codes: 3'] },
    },
    {
      says: 'codes kept as numbers have lost their leading zero',
      tables: [{ table: 't', columns: { zip: 'integer' }, rows: [[90210], [2134]] }],
      column: 'zip',
      parameters: { threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});

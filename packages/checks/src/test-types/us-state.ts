import type { Expression } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, filledBut, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';
import { isUsState } from '../value-conditions/standard-patterns.ts';

const PARAMETERS = [toleratedCount('other codes')];

function isNoState(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return filledBut(value, isUsState(value));
}

export const usState = defineTestType({
  key: 'US_State',
  name: 'US State',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Not US States',
  description:
    'Every filled value is one of the 62 two-letter codes that the postal service of the United States uses, in capitals.',
  criterion: 'More filled values than tolerated are no such code.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isNoState(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A text column with "state" in its name, two characters long, with fewer than 70 distinct values.',
    propose: ({ generalType, column, measures: { max_length, distinct_value_ct = 0 } }) =>
      generalType === 'A' && /state/i.test(column) && max_length === 2 && distinct_value_ct < 70
        ? {
            parameters: { threshold_value: '0' },
            reason: `The column is named ${column} and holds ${distinct_value_ct} codes of two characters.`,
          }
        : null,
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNoState(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'small letters are no code, blanks are missing',
      tables: [{ table: 't', columns: { s: 'text' }, rows: [['NY'], ['ny'], ['ZZ'], [''], [null], ['DC']] }],
      column: 's',
      parameters: { threshold_value: '0' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Not US States: 2'] },
    },
    {
      says: 'territories and military mail count as states',
      tables: [{ table: 't', columns: { s: 'varchar(2)' }, rows: [['PR'], ['AE'], ['PW']] }],
      column: 's',
      parameters: {},
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

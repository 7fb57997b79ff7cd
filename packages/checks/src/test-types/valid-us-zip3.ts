import { type Expression, matches, not } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';

const PARAMETERS = [toleratedCount('invalid prefixes')];

const isNoPrefix = (definition: TestDefinition, context: TestContext): Expression<'boolean'> =>
  not(matches(testedText(definition, context), '^[0-9]{3}$'));

export const validUsZip3 = defineTestType({
  key: 'Valid_US_Zip3',
  name: 'Valid US Zip-3',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Warning',
  unit: 'Invalid Zip-3 Prefix',
  description:
    'Every value is the three-digit prefix of a postal code of the United States. An empty text is invalid, a null is not counted.',
  criterion: 'More values than tolerated are not exactly three digits.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isNoPrefix(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 0.75,
  // No profile can tell a prefix from any other three digits.
  generation: null,
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNoPrefix(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'three digits, no more and no fewer',
      tables: [{ table: 't', columns: { z: 'text' }, rows: [['021'], ['21'], ['0210'], ['02A'], [null]] }],
      column: 'z',
      parameters: {},
      expect: { measure: 3, status: 'Warning', messageIncludes: ['Invalid Zip-3 Prefix: 3'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 't', columns: { z: 'text' }, rows: [['021'], ['']] }],
      column: 'z',
      parameters: { threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});

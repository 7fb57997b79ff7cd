import { type Expression, notEqual, parameter } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { plainValue } from '../test-parameters/plain-value.ts';
import { isMoment, parseNumber, requiredText } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { provenConstant } from '../test-parts/constant-value.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import {
  columnName,
  rowsWhere,
  testedMoment,
  testedNumber,
  testedText,
  testedValue,
} from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'The value',
    help: 'Write the value that every row must hold, as it is or in single quotes.',
    kind: 'text',
    required: true,
  },
  toleratedCount('other values'),
];
const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  '1': true,
  false: false,
  f: false,
  '0': false,
};

/** Values that differ from the expected one, read as the column's own type; nulls do not count. */
function differs(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const expected = plainValue(requiredText(definition, 'baseline_value'));
  const generalType = context.columnType?.generalType;
  const asTruth = TRUTHS[expected.toLowerCase()];
  // Sent as text, a large number keeps every digit.
  if (generalType === 'N' && parseNumber(expected) !== null) {
    return notEqual(testedNumber(definition), parameter(expected.trim(), 'number'));
  }
  if (generalType === 'D' && isMoment(expected))
    return notEqual(testedMoment(definition), parameter(expected.trim(), 'moment'));
  if (generalType === 'B' && asTruth !== undefined) {
    return notEqual(testedValue(definition), parameter(asTruth, 'boolean'));
  }
  return notEqual(testedText(definition, context), parameter(expected, 'text'));
}

export const constant = defineTestType({
  key: 'Constant',
  name: 'Constant Match',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Mismatched values',
  description:
    'Every value is the same, known one. Numbers, dates and booleans are compared as such, so 5 equals 5.00.',
  criterion: 'More values than tolerated differ from the expected one; nulls do not count.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(differs(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'The column held one and the same value in each of its last profiles, at least two and at most five.',
    propose: (column, { history }) => {
      const value = provenConstant(column, history);
      return value === null
        ? null
        : {
            parameters: { baseline_value: value, threshold_value: '0' },
            reason: `The column has held the same single value in all of its ${Math.min(history.length + 1, 5)} latest profiles.`,
          };
    },
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, differs(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'numbers are compared as numbers, and null is no mismatch',
      tables: [
        { table: 'rates', columns: { rate: 'numeric(6,2)' }, rows: [['5.00'], ['5'], [null], ['5.01']] },
      ],
      column: 'rate',
      parameters: { baseline_value: '5' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Mismatched values: 1'] },
    },
    {
      says: 'a quoted literal is read as its value',
      tables: [{ table: 'notes', columns: { author: 'text' }, rows: [["O'Hara"], ["O'Hara"]] }],
      column: 'author',
      parameters: { baseline_value: "'O''Hara'" },
      expect: { measure: 0, status: 'Passed' },
    },
    {
      says: 'a boolean can be constant',
      tables: [{ table: 'flags', columns: { active: 'boolean' }, rows: [[true], [false], [true]] }],
      column: 'active',
      parameters: { baseline_value: 'true' },
      expect: { measure: 1, status: 'Failed' },
    },
  ],
});

import { type Expression, matchesUserPattern } from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { anchored, shapeToPattern } from '../test-parts/shape-pattern.ts';
import { columnName, filledBut, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';
import { mayBeCut } from '../value-grouping.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Pattern',
    help: 'Write a regular expression for the whole value, such as [A-Z]{2}[0-9]{4}.',
    kind: 'text',
    required: true,
  },
  toleratedCount('values of another form'),
];

function isMismatch(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return filledBut(value, matchesUserPattern(value, anchored(requiredText(definition, 'baseline_value'))));
}

/** The one shape of all values; null when there are several, it is too long to be known whole, or only digits are in it. */
function onlyShape({ patterns }: ColumnProfile): string | null {
  if (patterns === null || patterns.distinct !== 1 || patterns.otherRows > 0) return null;
  const shape = patterns.items[0]?.value ?? '';
  return shape.replaceAll('N', '') === '' || mayBeCut(shape) ? null : shape;
}

export const patternMatch = defineTestType({
  key: 'Pattern_Match',
  name: 'Pattern Match',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Pattern Mismatches',
  description:
    'Every filled value follows one regular expression from its first character to its last. The target database reads the expression.',
  criterion: 'More filled values than tolerated do not match the pattern as a whole.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isMismatch(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'An identifier, period, phone, stamp or attribute with more than ten distinct values of a single shape that is not only digits.',
    propose: (column) => {
      const shape = onlyShape(column);
      if (shape === null || (column.measures.distinct_value_ct ?? 0) <= 10) return null;
      if (!means(column, 'Attribute', 'DateTime Stamp', 'Phone', 'ID*', 'Period*')) return null;
      const basis = column.patterns?.estimated ? 'All values of a sample' : 'All values';
      return {
        parameters: { baseline_value: shapeToPattern(shape), threshold_value: '0' },
        reason: `${basis} had the shape ${shape}.`,
      };
    },
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isMismatch(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the whole value must match; blanks are missing',
      tables: [{ table: 't', columns: { code: 'text' }, rows: [['A1'], ['B22'], ['b2'], [null], ['']] }],
      column: 'code',
      parameters: { baseline_value: '[A-Z][0-9]', threshold_value: '0' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Pattern Mismatches: 2'] },
    },
    {
      says: 'alternatives are anchored together, and an escaped dot is a dot',
      tables: [{ table: 't', columns: { code: 'text' }, rows: [['1.5'], ['n/a'], ['1x5'], ['n/ab']] }],
      column: 'code',
      parameters: { baseline_value: '[0-9]\\.[0-9]|n/a', threshold_value: '2' },
      expect: { measure: 2, status: 'Passed' },
    },
  ],
});

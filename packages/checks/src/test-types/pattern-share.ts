import { and, countIf, type Expression, matchesUserPattern } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredText, thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { anchored } from '../test-parts/shape-pattern.ts';
import { columnName, filledBut, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type ParameterSpec, type TestContext } from '../test-type.ts';
import { isBlankFree } from '../value-conditions/white-space.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Pattern',
    help: 'Write a regular expression for the whole value, such as [A-Z]{2}[0-9]{4}.',
    kind: 'text',
    required: true,
  },
  requiredThreshold('Smallest share', 'Write a share of the filled values from 0 to 1, such as 0.95.'),
];

const hasPattern = (definition: TestDefinition, context: TestContext): Expression<'boolean'> =>
  matchesUserPattern(testedText(definition, context), anchored(requiredText(definition, 'baseline_value')));

export const patternShare = defineTestType({
  key: 'Pattern_Share',
  name: 'Pattern Share',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Share of matches',
  description:
    'At least a given share of the filled values follows one regular expression from its first character to its last. The target database reads the expression. Nulls and blanks are no value.',
  criterion: 'The share of filled values that match, from 0 to 1, is below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => {
    const filled = isBlankFree(testedText(definition, context));
    return numbersPlan(
      { filled: countIf(filled), matching: countIf(and(filled, hasPattern(definition, context))) },
      (counts) => shareOf(counts.matching, counts.filled),
    );
  },
  fails: belowThreshold,
  // Without a filled value there is no share, and a column that has emptied must not look fine.
  whenNothingMeasured: 'fail',
  badShare: ({ measure, definition }) => thresholdOf(definition) - measure,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => {
    const tested = testedText(definition, context);
    return {
      query: 'values_where',
      from: rowsWhere(definition, filledBut(tested, hasPattern(definition, context))),
      column: columnName(definition),
    };
  },
  examples: [
    {
      says: 'the whole value must match, and blanks are no value',
      tables: [
        { table: 't', columns: { code: 'text' }, rows: [['A1'], ['B22'], ['b2'], ['C3'], [null], [' ']] },
      ],
      column: 'code',
      parameters: { baseline_value: '[A-Z][0-9]', threshold_value: '0.6' },
      expect: {
        measure: 0.5,
        status: 'Failed',
        messageIncludes: ['Share of matches: 0.5', 'Threshold: 0.6'],
      },
    },
    {
      says: 'exactly the share is enough',
      tables: [{ table: 't', columns: { code: 'text' }, rows: [['A1'], ['B22'], ['b2'], ['C3']] }],
      column: 'code',
      parameters: { baseline_value: '[A-Z][0-9]', threshold_value: '0.5' },
      expect: { measure: 0.5, status: 'Passed' },
    },
    {
      says: 'a column without filled values has no share',
      tables: [{ table: 't', columns: { code: 'text' }, rows: [[null], ['']] }],
      column: 'code',
      parameters: { baseline_value: '[A-Z]', threshold_value: '0.5' },
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
  ],
});

import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { columnPairProblems } from '../test-parameters/column-pair-problems.ts';
import { requiredThreshold, subsetCondition } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { REFERENCE_PARAMETERS } from '../test-parameters/reference-parameters.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, referenceOf, subsetOf } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  ...REFERENCE_PARAMETERS,
  requiredThreshold(
    'Largest divergence',
    'Write a number from 0 (the same shares) to 1 (nothing in common).',
  ),
  subsetCondition(),
];

const divergence = (definition: TestDefinition): MeasuringQuery => ({
  query: 'share_divergence',
  from: subsetOf(definition),
  columns: parseColumnList(columnName(definition)),
  reference: referenceOf(definition),
  referenceColumns: parseColumnList(requiredText(definition, 'match_groupby_names')),
});

export const distributionShift = defineTestType({
  key: 'Distribution_Shift',
  name: 'Distribution Shift',
  scope: 'referential',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Divergence level (0-1)',
  description:
    'The values have about the same shares as in a reference table. The distance is the Jensen-Shannon divergence, base 2. Nulls are a value of their own.',
  criterion: 'The divergence is above the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: (definition) => [...parameterProblems(PARAMETERS, definition), ...columnPairProblems(definition)],
  plan: (definition) => ({ kind: 'query', query: divergence(definition) }),
  fails: aboveThreshold,
  // Without rows on both sides nothing can be compared, and a table that has emptied must not look fine.
  whenNothingMeasured: 'fail',
  badShare: ({ measure }) => measure,
  riskFactor: 0.75,
  generation: null,
  failingRows: divergence,
  examples: [
    {
      // (0.5 log2(0.5 / 0.75) + 0.5 log2(0.5 / 0.25) + log2(1 / 0.75)) / 2
      says: 'shares are compared, not counts',
      tables: [
        { table: 'now', columns: { code: 'text' }, rows: [['A'], ['A'], ['B'], ['B']] },
        { table: 'past', columns: { code: 'text' }, rows: [['A'], ['A'], ['A']] },
      ],
      column: 'code',
      parameters: { match_table_name: 'past', match_groupby_names: 'code', threshold_value: '0.3' },
      expect: {
        measure: 0.31127812445913283,
        status: 'Warning',
        messageIncludes: ['Divergence level (0-1): 0.311'],
      },
    },
    {
      says: 'the tolerated divergence passes, and the columns may have other names',
      tables: [
        { table: 'now', columns: { code: 'text' }, rows: [['A'], ['A'], ['B'], ['B']] },
        { table: 'past', columns: { kind: 'text' }, rows: [['A'], ['A'], ['A'], ['A']] },
      ],
      column: 'code',
      parameters: { match_table_name: 'past', match_groupby_names: 'kind', threshold_value: '0.35' },
      expect: { measure: 0.31127812445913283, status: 'Passed' },
    },
    {
      says: 'an empty reference is no agreement',
      tables: [
        { table: 'now', columns: { code: 'text' }, rows: [['A']] },
        { table: 'past', columns: { code: 'text' }, rows: [] },
      ],
      column: 'code',
      parameters: { match_table_name: 'past', match_groupby_names: 'code', threshold_value: '0.5' },
      expect: { measure: null, status: 'Warning' },
    },
  ],
});

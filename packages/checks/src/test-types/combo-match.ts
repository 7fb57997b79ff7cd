import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { columnPairProblems } from '../test-parameters/column-pair-problems.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { REFERENCE_PARAMETERS } from '../test-parameters/reference-parameters.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { columnName, referenceOf, subsetOf } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  ...REFERENCE_PARAMETERS,
  toleratedErrors('combinations without a match'),
  subsetCondition(),
];

const unmatched = (definition: TestDefinition): MeasuringQuery => {
  return {
    query: 'missing_combinations',
    from: subsetOf(definition),
    columns: parseColumnList(columnName(definition)),
    reference: referenceOf(definition),
    referenceColumns: parseColumnList(requiredText(definition, 'match_groupby_names')),
  };
};

export const comboMatch = defineTestType({
  key: 'Combo_Match',
  name: 'Reference Match',
  scope: 'referential',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Missing values',
  description:
    'Every combination of values also occurs in the reference table. Nulls are equal to each other. The message adds how many rows the missing combinations have.',
  criterion: 'More distinct combinations than tolerated are missing from the reference.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => [...parameterProblems(PARAMETERS, definition), ...columnPairProblems(definition)],
  plan: (definition) => ({ kind: 'query', query: unmatched(definition) }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => countingMessage('missing combinations', measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: null,
  failingRows: unmatched,
  examples: [
    {
      says: 'nulls match nulls, and a combination counts once however many rows it has',
      tables: [
        {
          table: 'sales',
          columns: { region: 'text', tier: 'integer' },
          rows: [
            ['A', 1],
            ['B', 2],
            ['B', 2],
            [null, 3],
          ],
        },
        {
          table: 'regions',
          columns: { code: 'text', level: 'integer' },
          rows: [
            ['A', 1],
            [null, 3],
          ],
        },
      ],
      column: 'region, tier',
      parameters: { match_table_name: 'regions', match_groupby_names: 'code, level' },
      expect: {
        measure: 1,
        status: 'Failed',
        messageIncludes: ['Missing combinations: 1', '2 rows', 'exceeds the limit of 0'],
      },
    },
    {
      says: 'extra rows of the reference do not matter',
      tables: [
        { table: 'sales', columns: { region: 'text' }, rows: [['A'], ['A']] },
        { table: 'regions', columns: { code: 'text' }, rows: [['A'], ['Z']] },
      ],
      column: 'region',
      parameters: { match_table_name: 'regions', match_groupby_names: 'code' },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No missing combinations found'] },
    },
  ],
});

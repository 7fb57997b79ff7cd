import { count, countRows, isNull } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { rowsWhere, testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Largest share', 'Write a share of the rows from 0 to 1, such as 0.05.'),
];

export const nullShare = defineTestType({
  key: 'Null_Share',
  name: 'Null Share',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Share of nulls',
  description: 'At most a given share of the rows has no value. Only null counts: an empty text is a value.',
  criterion: 'The share of rows that hold null, from 0 to 1, is above the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ rows: countRows(), values: count(testedValue(definition)) }, ({ rows, values }) =>
      shareOf(rows - values, rows),
    ),
  fails: aboveThreshold,
  // A table without rows has no share, and one that has emptied must not look fine.
  whenNothingMeasured: 'fail',
  badShare: ({ measure, definition }) => measure - thresholdOf(definition),
  riskFactor: 1,
  generation: null,
  failingRows: (definition) => ({
    query: 'rows_where',
    from: rowsWhere(definition, isNull(testedValue(definition))),
  }),
  examples: [
    {
      says: 'nulls are a share of all rows, and the empty text is a value',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], [''], [null], ['d']] }],
      column: 'v',
      parameters: { threshold_value: '0.2' },
      expect: {
        measure: 0.25,
        status: 'Failed',
        messageIncludes: ['Share of nulls: 0.25', 'Threshold: 0.2'],
      },
    },
    {
      says: 'the tolerated share passes',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [2], [null], [4]] }],
      column: 'v',
      parameters: { threshold_value: '0.25' },
      expect: { measure: 0.25, status: 'Passed' },
    },
    {
      says: 'an empty table has no share',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [] }],
      column: 'v',
      parameters: { threshold_value: '0.25' },
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
  ],
});

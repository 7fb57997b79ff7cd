import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { isMissing } from '../test-parts/missing-value.ts';
import { rowsWhere } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('blank rows')];

export const notBlank = defineTestType({
  key: 'Not_Blank',
  name: 'Not Blank',
  scope: 'column',
  appliesTo: ['A'],
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Blank values',
  description:
    'Every row has a text that is more than white space. Null, the empty text and white space alone are blank.',
  criterion: 'More rows than tolerated are blank.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isMissing(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'rows_where',
    from: rowsWhere(definition, isMissing(definition, context)),
  }),
  examples: [
    {
      says: 'null, nothing and white space of any kind are blank',
      tables: [
        {
          table: 't',
          columns: { v: 'text' },
          rows: [['a'], [null], [''], ['  '], ['\t\n'], ['\u00a0'], [' - '], ['0']],
        },
      ],
      column: 'v',
      parameters: { threshold_value: '4' },
      expect: { measure: 5, status: 'Failed', messageIncludes: ['Blank values: 5', 'Threshold: 4'] },
    },
    {
      says: 'a filler is no blank',
      tables: [{ table: 't', columns: { v: 'varchar(9)' }, rows: [['n/a'], ['.']] }],
      column: 'v',
      parameters: {},
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

import { countIf, isNull } from '@assay/dialects';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { rowsWhere, testedValue } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('missing values')];
/** Fewer rows that are all filled prove nothing about the next one. */
const ROWS_TO_LEARN_FROM = 10;

export const required = defineTestType({
  key: 'Required',
  name: 'Required Entry',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Missing values',
  description: 'Every row has a value. Only null counts as missing here: an empty text is a value.',
  criterion: 'More rows than tolerated hold null.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ missing: countIf(isNull(testedValue(definition))) }, ({ missing }) => missing),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'More than ten rows, and every one of them has a value.',
    propose: ({ measures: { record_ct = 0, value_ct } }) =>
      record_ct > ROWS_TO_LEARN_FROM && value_ct === record_ct
        ? { parameters: { threshold_value: '0' }, reason: `All ${record_ct} rows had a value.` }
        : null,
  },
  failingRows: (definition) => ({
    query: 'rows_where',
    from: rowsWhere(definition, isNull(testedValue(definition))),
  }),
  examples: [
    {
      says: 'null is missing, the empty text is not',
      tables: [{ table: 'people', columns: { name: 'text' }, rows: [['a'], [null], [''], ['d']] }],
      column: 'name',
      parameters: { threshold_value: '0' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Missing values: 1', 'Threshold: 0'] },
    },
    {
      says: 'an empty table misses nothing',
      tables: [{ table: 'people', columns: { name: 'text' }, rows: [] }],
      column: 'name',
      parameters: { threshold_value: '0' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});

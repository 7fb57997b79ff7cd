import { count, countIf } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { testedText } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';
import { isStreetAddress } from '../value-conditions/standard-patterns.ts';

const PARAMETERS = [requiredThreshold('Smallest share', 'Write a percentage of the values, such as 75.')];
/** Addresses are not all alike: three in four is what real ones reach. */
const USUAL_PERCENT = '75';

export const streetAddrPattern = defineTestType({
  key: 'Street_Addr_Pattern',
  name: 'Street Address',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Percent matches',
  description:
    'Most values look like a street address of the United States: 123 Main St, 5B N. Oak Ridge Ave. 12.',
  criterion: 'The percentage of values that look like an address is below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => {
    const value = testedText(definition, context);
    return numbersPlan(
      { addresses: countIf(isStreetAddress(value)), values: count(value) },
      ({ addresses, values }) => (values === 0 ? null : (100 * addresses) / values),
    );
  },
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  // The share that is missing to the threshold, of the rows that have a value.
  badShare: ({ measure, definition, recordCount, profile }) =>
    shareOf(
      ((profile?.measures.value_ct ?? recordCount) * (thresholdOf(definition) - measure)) / 100,
      recordCount,
    ),
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Most values are street addresses of two to seven words, shorter than 35 characters on average.',
    propose: ({ measures: { std_pattern_match, avg_length, avg_embedded_spaces } }) => {
      if (std_pattern_match !== 'STREET_ADDR' || avg_length == null || avg_embedded_spaces == null)
        return null;
      if (Number.isInteger(avg_length) || avg_length >= 35) return null;
      if (avg_embedded_spaces < 2 || avg_embedded_spaces > 6) return null;
      return { parameters: { threshold_value: USUAL_PERCENT }, reason: 'The column holds street addresses.' };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'two addresses of four values are half',
      tables: [
        {
          table: 't',
          columns: { a: 'text' },
          rows: [['123 Main St'], ['5B N. Oak Ave. 12'], ['PO Box 7'], ['unknown'], [null]],
        },
      ],
      column: 'a',
      parameters: { threshold_value: '75' },
      expect: { measure: 50, status: 'Failed', messageIncludes: ['Percent matches: 50', 'Threshold: 75'] },
    },
    {
      says: 'exactly the threshold is enough',
      tables: [{ table: 't', columns: { a: 'text' }, rows: [['123 Main St'], ['nowhere']] }],
      column: 'a',
      parameters: { threshold_value: '50' },
      expect: { measure: 50, status: 'Passed' },
    },
  ],
});

import { length, maximum } from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { normalCdf } from '../test-parts/normal-distribution.ts';
import { means, onlyGrows } from '../test-parts/profile-conditions.ts';
import { testedText } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold(
    'Shortest maximum',
    'Write how many characters the longest value must have at least, such as 40.',
  ),
];
/** The longest value may become a little shorter without anything being cut off. */
const LENGTH_TO_KEEP = 0.95;

/** Lengths that say something: free text rather than numbers, codes, or one fixed form. */
function hasTellingLength(column: ColumnProfile): boolean {
  const { min_length, max_length, avg_length, numeric_ct, value_ct, distinct_value_ct = 0 } = column.measures;
  const isFixedLength = min_length === max_length && avg_length === max_length;
  if (column.generalType !== 'A' || !max_length || !(isFixedLength || numeric_ct !== value_ct)) return false;
  if (distinct_value_ct >= 2 && distinct_value_ct <= 10) return false;
  return !means(column, 'Constant', 'Boolean') && !hasOneForm(column);
}

const hasOneForm = ({ patterns }: ColumnProfile): boolean =>
  patterns?.distinct === 1 && patterns.items[0]?.value.replaceAll('N', '') !== '';

export const alphaTrunc = defineTestType({
  key: 'Alpha_Trunc',
  name: 'Alpha Truncation',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values over max',
  description:
    'The longest value is about as long as it was. A shorter one means that texts are being cut off on their way here.',
  criterion: 'The longest value has fewer characters than the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) =>
    numbersPlan({ longest: maximum(length(testedText(definition, context))) }, ({ longest }) => longest),
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  // The values that used to be longer than anything is now, if lengths are spread normally up to the longest.
  badShare: ({ measure, recordCount, profile }) => {
    const { value_ct, max_length, avg_length } = profile?.measures ?? {};
    if (!value_ct || !max_length || avg_length == null) return null;
    const spread = max_length / 3;
    const cutOff = normalCdf((max_length - avg_length) / spread) - normalCdf((measure - avg_length) / spread);
    return shareOf(value_ct * cutOff, recordCount);
  },
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Free text, neither a code nor of one fixed form, in a table that only grows.',
    propose: (column, { history }) => {
      const longest = column.measures.max_length;
      if (!longest || !hasTellingLength(column) || !onlyGrows(column, history)) return null;
      return {
        parameters: { threshold_value: String(Math.floor(longest * LENGTH_TO_KEEP)) },
        reason: `The longest value had ${longest} characters.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'a longest value of four characters is too short for five',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['ab'], ['abcd'], [null]] }],
      column: 'v',
      parameters: { threshold_value: '5' },
      expect: { measure: 4, status: 'Failed', messageIncludes: ['Values over max: 4', 'Threshold: 5'] },
    },
    {
      says: 'characters are counted, not bytes',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['é'], ['日本語!']] }],
      column: 'v',
      parameters: { threshold_value: '4' },
      expect: { measure: 4, status: 'Passed' },
    },
    {
      says: 'without values nothing is long enough',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [[null]] }],
      column: 'v',
      parameters: { threshold_value: '4' },
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
  ],
});

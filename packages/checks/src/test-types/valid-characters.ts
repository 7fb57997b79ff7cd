import { type Expression, matches, or } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';
import { isQuoted } from '../value-conditions/quoted.ts';

const PARAMETERS = [toleratedCount('such values')];

/** No-break, thin, narrow and ideographic space, zero-width space and non-joiner, byte order mark. */
const INVISIBLE = '[\u00a0\u2009\u200b\u200c\u202f\u3000\ufeff]';

function isUnclean(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return or(matches(value, `^ |${INVISIBLE}`), isQuoted(value));
}

export const validCharacters = defineTestType({
  key: 'Valid_Characters',
  name: 'Valid Characters',
  scope: 'column',
  appliesTo: ['A'],
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  defaultSeverity: 'Warning',
  unit: 'Invalid records',
  description:
    'No value begins with a space, stands in quotes, or holds an invisible character: a special space, a zero-width character, a byte order mark.',
  criterion: 'More values than tolerated do.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isUnclean(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 0.75,
  generation: null,
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isUnclean(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'a leading space, quotes and what cannot be seen',
      tables: [
        {
          table: 't',
          columns: { v: 'text' },
          rows: [[' a'], ["'b'"], ['"c"'], ['d\u200be'], ['plain'], ["o'hare"], [null]],
        },
      ],
      column: 'v',
      parameters: {},
      expect: { measure: 4, status: 'Warning', messageIncludes: ['Invalid records: 4'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [[' a'], ['b ']] }],
      column: 'v',
      parameters: { threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});

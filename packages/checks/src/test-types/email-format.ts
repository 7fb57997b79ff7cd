import { contains, type Expression, guarded, matches } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, filledBut, rowsWhere, testedText } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';

const PARAMETERS = [toleratedCount('invalid addresses')];
/** The addresses that people use, apostrophes too (O'Hara); quoted local parts and address literals of RFC 5321 are refused. */
const EMAIL = "^[A-Za-z0-9._'%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z][A-Za-z]+$";

function isNoEmail(definition: TestDefinition, context: TestContext): Expression<'boolean'> {
  const value = testedText(definition, context);
  return filledBut(value, guarded(contains(value, '@'), matches(value, EMAIL)));
}

export const emailFormat = defineTestType({
  key: 'Email_Format',
  name: 'Email Format',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Invalid emails',
  description:
    'Every value looks like an e-mail address. Blank values are missing rather than invalid, so they do not count here.',
  criterion: 'More filled values than tolerated are not of the form name@domain.tld.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isNoEmail(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Most values are e-mail addresses.',
    propose: ({ measures: { std_pattern_match } }) =>
      std_pattern_match === 'EMAIL'
        ? { parameters: { threshold_value: '0' }, reason: 'The column holds e-mail addresses.' }
        : null,
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isNoEmail(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'blank values are exempt',
      tables: [{ table: 't', columns: { mail: 'text' }, rows: [['x@y.co'], ['bad'], [''], [null]] }],
      column: 'mail',
      parameters: {},
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Invalid emails: 1', 'Threshold: 0'] },
    },
    {
      says: 'sub-domains, tags and apostrophes are fine; spaces and missing parts are not',
      tables: [
        {
          table: 't',
          columns: { mail: 'text' },
          rows: [["o'hara+news@mail.example.org"], ['a b@c.de'], ['@c.de'], ['a@c'], ['a@c.d'], ['a@b@c.de']],
        },
      ],
      column: 'mail',
      parameters: { threshold_value: '5' },
      expect: { measure: 5, status: 'Passed' },
    },
  ],
});

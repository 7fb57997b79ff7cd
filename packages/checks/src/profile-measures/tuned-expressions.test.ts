/** Expressions that look cheaply before they compute dearly say the same as the plain definition, for any text. */
import { column, type Expression } from '@assay/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_RUN_AT } from '../example.ts';
import type { MeasureName } from '../measure-values.ts';
import { evaluate, type Value } from '../testing/evaluate-expression.ts';
import { PROFILE_MEASURES } from './catalog.generated.ts';

function expressionOf(name: MeasureName): Expression {
  const measure = PROFILE_MEASURES.find((candidate) => candidate.name === name);
  if (measure === undefined || !('aggregate' in measure)) throw new Error(`${name} is no aggregate`);
  const value = column('v');
  const subject = { value, text: column('v'), number: column('v'), moment: column('v') } as never;
  const aggregate = measure.aggregate(subject, {
    runAt: EXAMPLE_RUN_AT,
    isDecimal: null,
    hasTime: false,
    generalType: 'A',
  });
  if (aggregate === null || aggregate.aggregate === 'count_rows')
    throw new Error(`${name} has no expression`);
  return aggregate.of;
}

const trimmed = (text: string): string => text.replace(/^ +| +$/g, '');
const WORDS =
  'blank error missing tbd n/a #na none null unknown #n/a #ref! #value! #div/0! <null> \\n nan nil undefined unspecified'
    .split(' ')
    .concat('not available');

/** Each measure beside its definition, written the long way. */
const DEFINITIONS: readonly (readonly [MeasureName, (text: string) => Value])[] = [
  ['distinct_std_value_ct', (text) => text.replace(/[ ',.-]/g, '').toUpperCase()],
  ['zero_value_ct', (text) => /^0(\.0*)?$/.test(trimmed(text))],
  ['embedded_space_ct', (text) => trimmed(text).includes(' ')],
  ['avg_embedded_spaces', (text) => trimmed(text).split(' ').length - 1],
  ['quoted_value_ct', (text) => /^(".*"|'.*')$/s.test(text)],
  [
    'filled_value_ct',
    (text) => {
      const bare = text.toLowerCase().replace(/^(\((.*)\)|\[(.*)\])$/s, '$2$3');
      return (
        /^(\.+|-+|\?+|[ \t\n\v\f\r\u00a0\u3000]+|00+|99+|xx+|zz+)$/i.test(text) ||
        WORDS.includes(bare) ||
        WORDS.includes(text.toLowerCase())
      );
    },
  ],
  ['std_zip_usa_ct', (text) => /^(\d{5}|\d{9}|\d{5}-\d{4})$/.test(text)],
  [
    'std_ssn_ct',
    (text) => {
      const [, area] = /^(\d{3})-\d{2}-\d{4}$/.exec(text) ?? [];
      return area !== undefined && area !== '666' && !(area >= '734' && area <= '749') && area < '900';
    },
  ],
];

/** Texts that sit on the edges of guards: runs, blanks, quotes, signs, digits, the words themselves. */
const edgeText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ' ',
        '  ',
        '\t',
        '\n',
        '"',
        "'",
        '0',
        '00',
        '.',
        '-',
        '--',
        ',',
        'x',
        'Z',
        '9',
        '(',
        ')',
        'aB',
        'é',
        '\u00a0',
      ),
      { maxLength: 9 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    ...WORDS.flatMap((word) => [word, word.toUpperCase(), `(${word})`, `[${word}]`, ` ${word}`]),
  ),
  fc.stringMatching(/^[0-9]{3,6}-?[0-9]{0,4}-?[0-9]{0,4}$/),
  fc.integer({ min: 0, max: 999 }).map((area) => `${String(area).padStart(3, '0')}-12-3456`),
);

describe.each(DEFINITIONS)('%s', (name, definition) => {
  const expression = expressionOf(name);
  const value = (v: Value): Value => evaluate(expression, { cells: { v }, textForm: String });

  it('says of any text what its definition says', () => {
    fc.assert(
      fc.property(edgeText, (text) => {
        expect([text, value(text)]).toEqual([text, definition(text)]);
      }),
      { numRuns: 1000 },
    );
  });
  it('says nothing of null, or no', () => expect([null, false]).toContain(value(null)));
});

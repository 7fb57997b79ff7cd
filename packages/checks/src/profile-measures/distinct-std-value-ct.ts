import {
  contains,
  countDistinct,
  type Expression,
  ifThenElse,
  or,
  replaceText,
  upper,
} from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

type Text = Expression<'text'>;

const without = (characters: readonly string[], rest: Text): Text =>
  characters.reduce((text, character) => replaceText(text, character, ''), rest);

/**
 * Replacing costs seven times as much as looking (DuckDB, a million values of 36 characters: 0.15 s against 0.02 s
 * for each character), and few values hold any of the rarer three; so each step looks first.
 */
const withoutPunctuation = (value: Text): Text =>
  [['-'], [' '], ["'", ',', '.']].reduce(
    (rest, characters) =>
      ifThenElse(
        or(...characters.map((character) => contains(value, character))),
        without(characters, rest),
        rest,
      ),
    value,
  );

export const distinctStdValueCt = defineMeasure({
  name: 'distinct_std_value_ct',
  title: 'Distinct values, standardised',
  description:
    'Different values once spaces, apostrophes, commas, periods and dashes are removed and letters are upper case.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['', '-', ' ', 'N/A', 'n/a', 'x', 'X.'], expect: 3 },
    { type: 'text', values: ["O'Hare", 'ohare', 'O-HARE', 'o, hare', 'O Hares', null], expect: 2 },
  ],
  aggregate: ({ text }) => countDistinct(upper(withoutPunctuation(text))),
});

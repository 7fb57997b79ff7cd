import { contains, countDistinct, type Expression, ifThenElse, replaceText, upper } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

type Text = Expression<'text'>;

/**
 * Replacing costs seven times as much as looking (DuckDB, a million values of 36 characters: 0.15 s against 0.02 s
 * for each character), and few values hold any of the rarer three; so each step looks first, at the value as it was:
 * what other steps take away does not matter.
 */
const withoutPunctuation = (value: Text): Text =>
  ['-', ' ', "'", ',', '.'].reduce(
    (rest, character) => ifThenElse(contains(value, character), replaceText(rest, character, ''), rest),
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

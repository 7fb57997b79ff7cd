import { concatenate, equal, left, length, number, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { onePattern } from '../mutation-parts/remedies.ts';

/** Fewer distinct values are a list of codes. */
const FEWEST_VALUES = 10;
const STRANGE = '#';

export const brokenPattern = defineMutation({
  key: 'broken_pattern',
  name: 'Texts break the pattern',
  description: 'A number was typed by hand, in a column of values that are all built alike.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage({ column }) {
    const { onlyShape, distinct, longest } = column.facts;
    if (onlyShape === null || !longest || distinct <= FEWEST_VALUES || onlyShape.endsWith(STRANGE))
      return null;
    return {
      kind: 'changed_values',
      where: equal(length(textOf(column)), number(longest)),
      values: { [column.name]: concatenate(left(textOf(column), longest - 1), text(STRANGE)) },
      says: `end with ${STRANGE} instead of their last character`,
    };
  },
  remedies: onePattern,
  examples: [
    {
      says: 'the last character is another one',
      tables: [
        {
          table: 't',
          columns: { v: 'text' },
          rows: [...Array.from({ length: 11 }, (_, index) => [`A-${100 + index}`]), [null]],
        },
      ],
      column: 'v',
      share: 1,
      rows: [...Array.from({ length: 10 }, () => ['A-10#']), ['A-11#'], [null]],
      caughtBy: {
        testType: 'Pattern_Match',
        column: 'v',
        parameters: { baseline_value: '[A-Z]-[0-9]{3}', threshold_value: '0' },
      },
    },
    {
      says: 'texts of several shapes have no pattern to break',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a1'], ['b22']] }],
      column: 'v',
      share: 1,
      rows: null,
    },
  ],
});

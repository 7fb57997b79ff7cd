import { greater, left, length, number } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList, columnTest, leastLength, onePattern } from '../mutation-parts/remedies.ts';

/** Texts of fewer characters have nothing to cut. */
const SHORTEST_TO_CUT = 2;
const LENGTH_TO_KEEP = 0.9;

export const truncatedText = defineMutation({
  key: 'truncated_text',
  name: 'Texts are cut off',
  description: 'A field on the way was half as long as the longest value.',
  shares: [...USUAL_SHARES, 1],
  per: 'column',
  appliesTo: ['A'],
  damage({ column }) {
    const longest = column.facts.longest ?? 0;
    if (longest < SHORTEST_TO_CUT) return null;
    const kept = Math.floor(longest / 2);
    return {
      kind: 'changed_values',
      where: greater(length(textOf(column)), number(kept)),
      values: { [column.name]: left(textOf(column), kept) },
      says: `are cut off behind ${kept} characters`,
    };
  },
  remedies: (site) => [
    ...closedList(site),
    ...onePattern(site),
    ...leastLength(site),
    columnTest('Alpha_Trunc', site, {
      threshold_value: String(Math.ceil((site.column.facts.longest ?? 0) * LENGTH_TO_KEEP)),
    }),
  ],
  examples: [
    {
      says: 'long texts end after half of the longest',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['abcdef'], ['xyz'], ['pqrs'], [null]] }],
      column: 'v',
      share: 1,
      rows: [['abc'], ['xyz'], ['pqr'], [null]],
      caughtBy: { testType: 'Alpha_Trunc', column: 'v', parameters: { threshold_value: '6' } },
    },
  ],
});

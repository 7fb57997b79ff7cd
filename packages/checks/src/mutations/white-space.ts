import { concatenate, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList, columnTest, onePattern } from '../mutation-parts/remedies.ts';
import { isBlankFree } from '../value-conditions/white-space.ts';

export const whiteSpace = defineMutation({
  key: 'white_space',
  name: 'Texts begin with a space',
  description: 'A file of fixed widths was split one character too early.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: isBlankFree(textOf(column)),
    values: { [column.name]: concatenate(text(' '), textOf(column)) },
    says: 'begin with a space',
  }),
  remedies: (site) => [columnTest('Valid_Characters', site), ...closedList(site), ...onePattern(site)],
  examples: [
    {
      says: 'a space in front',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], [''], [null]] }],
      column: 'v',
      share: 1,
      rows: [[' a'], [''], [null]],
      caughtBy: { testType: 'Valid_Characters', column: 'v', parameters: { threshold_value: '0' } },
    },
  ],
});

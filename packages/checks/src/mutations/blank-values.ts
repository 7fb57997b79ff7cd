import { text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';
import { isBlankFree } from '../value-conditions/white-space.ts';

export const blankValues = defineMutation({
  key: 'blank_values',
  name: 'Texts are empty',
  description: 'A form or a file wrote an empty text where it had no value.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: isBlankFree(textOf(column)),
    values: { [column.name]: text('') },
    says: 'become the empty text',
  }),
  // It counts nulls as blank too.
  remedies: (site) => [
    columnTest('Not_Blank', site, {
      threshold_value: String(site.table.rows - site.column.facts.values),
    }),
  ],
  examples: [
    {
      says: 'text becomes empty, null stays null',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['b'], [null]] }],
      column: 'v',
      share: 1,
      rows: [[''], [''], [null]],
      caughtBy: { testType: 'Not_Blank', column: 'v', parameters: { threshold_value: '1' } },
    },
  ],
});

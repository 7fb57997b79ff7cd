import { not, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList, leastLength, onePattern } from '../mutation-parts/remedies.ts';
import { isMissingMarker } from '../value-conditions/missing-marker.ts';

const FILLER = 'N/A';

export const fillerValues = defineMutation({
  key: 'filler_values',
  name: 'Texts are fillers',
  description: 'Somebody had to write something and wrote that there is nothing.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: not(isMissingMarker(textOf(column))),
    values: { [column.name]: text(FILLER) },
    says: `become "${FILLER}"`,
  }),
  remedies: (site) => [...closedList(site), ...onePattern(site), ...leastLength(site)],
  examples: [
    {
      says: 'what is a filler already stays',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['red'], ['n/a'], [null]] }],
      column: 'v',
      share: 1,
      rows: [['N/A'], ['n/a'], [null]],
      caughtBy: {
        testType: 'LOV_Match',
        column: 'v',
        parameters: { baseline_value: "('red','n/a')", threshold_value: '0' },
      },
    },
  ],
});

import { contains, replaceText } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList, onePattern } from '../mutation-parts/remedies.ts';

/** An é in UTF-8, read as Latin-1. */
const DAMAGED = '\u00c3\u00a9';

export const encodingDamage = defineMutation({
  key: 'encoding_damage',
  name: 'The encoding is mistaken',
  description: 'UTF-8 was read as Latin-1: letters with accents show as two signs.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  // Names without accents are as good a place: what is to be noticed is the trace of the mistake.
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: contains(textOf(column), 'e'),
    values: { [column.name]: replaceText(textOf(column), 'e', DAMAGED) },
    says: `show ${DAMAGED} for e`,
  }),
  remedies: (site) => [...closedList(site), ...onePattern(site)],
  examples: [
    {
      says: 'every e is damaged',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['rene'], ['Anna'], [null]] }],
      column: 'v',
      share: 1,
      rows: [['r\u00c3\u00a9n\u00c3\u00a9'], ['Anna'], [null]],
      caughtBy: {
        testType: 'LOV_Match',
        column: 'v',
        parameters: { baseline_value: "('rene','Anna')", threshold_value: '0' },
      },
    },
  ],
});

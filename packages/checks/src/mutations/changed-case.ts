import { notEqual, upper } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList, onePattern } from '../mutation-parts/remedies.ts';

export const changedCase = defineMutation({
  key: 'changed_case',
  name: 'Texts are in upper case',
  description: 'An older system, which knows capitals only, wrote them.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: notEqual(upper(textOf(column)), textOf(column)),
    values: { [column.name]: upper(textOf(column)) },
    says: 'are written in upper case',
  }),
  remedies: (site) => [...closedList(site), ...onePattern(site)],
  examples: [
    {
      says: 'capitals stay, small letters grow',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['ab'], ['AB'], ['1'], [null]] }],
      column: 'v',
      share: 1,
      rows: [['AB'], ['AB'], ['1'], [null]],
      caughtBy: { testType: 'Distinct_Value_Ct', column: 'v', parameters: { threshold_value: '3' } },
    },
  ],
});

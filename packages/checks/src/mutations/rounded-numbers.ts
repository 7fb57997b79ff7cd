import { fraction, notEqual, number, round } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { isQuantity } from '../mutation-parts/column-kinds.ts';
import { numberOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';

/** Of the sum of what stands behind the points; the rest may come and go. */
const SHARE_TO_KEEP = 0.95;

export const roundedNumbers = defineMutation({
  key: 'rounded_numbers',
  name: 'Decimals are rounded',
  description: 'A column of whole numbers stood somewhere on the way.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['N'],
  damage: ({ column }) =>
    isQuantity(column) && (column.facts.fractions ?? 0) > 0
      ? {
          kind: 'changed_values',
          where: notEqual(fraction(numberOf(column)), number(0)),
          values: { [column.name]: round(numberOf(column), 0) },
          says: 'have nothing behind the decimal point',
        }
      : null,
  remedies: (site) => [
    columnTest('Dec_Trunc', site, {
      threshold_value: String(Math.floor((site.column.facts.fractions ?? 0) * SHARE_TO_KEEP)),
    }),
  ],
  examples: [
    {
      says: 'nothing stays behind the point',
      tables: [
        {
          table: 't',
          columns: { v: 'numeric(8,2)' },
          rows: [['1.25'], ['2.75'], ['4.00'], [null], ['-3.9']],
        },
      ],
      column: 'v',
      share: 1,
      rows: [['1.00'], ['3.00'], ['4.00'], [null], ['-4.00']],
      caughtBy: { testType: 'Dec_Trunc', column: 'v', parameters: { threshold_value: '1.5' } },
    },
    {
      says: 'whole numbers have nothing to lose',
      tables: [{ table: 't', columns: { n: 'integer' }, rows: [[1], [2], [3]] }],
      column: 'n',
      share: 1,
      rows: null,
    },
  ],
});

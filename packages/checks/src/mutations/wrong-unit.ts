import { multiply, notEqual, number } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { isQuantity } from '../mutation-parts/column-kinds.ts';
import { numberOf } from '../mutation-parts/damaged-column.ts';
import { roomyRange } from '../mutation-parts/remedies.ts';

const FACTOR = 100;

export const wrongUnit = defineMutation({
  key: 'wrong_unit',
  name: 'Numbers are in another unit',
  description: 'Cents arrived where euros were expected, or centimetres for metres.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['N'],
  damage: ({ column }) =>
    isQuantity(column)
      ? {
          kind: 'changed_values',
          where: notEqual(numberOf(column), number(0)),
          values: { [column.name]: multiply(numberOf(column), number(FACTOR)) },
          says: `are ${FACTOR} times too large`,
        }
      : null,
  remedies: roomyRange,
  examples: [
    {
      says: 'a hundredfold, and nothing of nothing is nothing',
      tables: [
        { table: 't', columns: { price: 'numeric(8,2)' }, rows: [['1.50'], ['20.00'], ['0.00'], [null]] },
      ],
      column: 'price',
      share: 1,
      rows: [['150.00'], ['2000.00'], ['0.00'], [null]],
      caughtBy: {
        testType: 'Value_Range',
        column: 'price',
        parameters: { lower_tolerance: '0', upper_tolerance: '40' },
      },
    },
    {
      says: 'whole numbers have room for it',
      tables: [{ table: 't', columns: { n: 'integer' }, rows: [[2000000000], [1], [3]] }],
      column: 'n',
      share: 1,
      rows: [[200000000000], [100], [300]],
    },
    {
      says: 'keys have no unit',
      tables: [{ table: 't', columns: { order_id: 'integer' }, rows: [[1], [2], [3]] }],
      column: 'order_id',
      share: 1,
      rows: null,
    },
  ],
});

import { isNotNull, number } from '@assay/dialects';
import { defineMutation } from '../mutation.ts';
import { isQuantity } from '../mutation-parts/column-kinds.ts';
import { numberOf } from '../mutation-parts/damaged-column.ts';
import { roomyRange } from '../mutation-parts/remedies.ts';

/** Spans of the data above its largest value. */
const SPANS_BEYOND = 10;
/** Whole numbers that are exact in every type. */
const LARGEST = 1e15;

export const outliers = defineMutation({
  key: 'outliers',
  name: 'Numbers are far out',
  description: 'A key was held too long, or a point was lost on the way.',
  // What befalls half of the rows lies no longer outside.
  shares: [0.005, 0.05],
  per: 'column',
  appliesTo: ['N'],
  damage({ column }) {
    const [low, high] = [Number(column.facts.smallest), Number(column.facts.largest)];
    const beyond = Math.ceil(high + SPANS_BEYOND * (high - low));
    if (!isQuantity(column) || !(Math.abs(beyond) < LARGEST)) return null;
    return {
      kind: 'changed_values',
      where: isNotNull(numberOf(column)),
      values: { [column.name]: number(beyond) },
      says: `lie ${SPANS_BEYOND} spans above the largest one`,
    };
  },
  remedies: roomyRange,
  examples: [
    {
      says: 'far above what there is',
      tables: [{ table: 't', columns: { n: 'integer' }, rows: [[0], [5], [10], [null]] }],
      column: 'n',
      share: 1,
      rows: [[110], [110], [110], [null]],
      caughtBy: { testType: 'Value_Range', column: 'n', parameters: { upper_tolerance: '20' } },
    },
  ],
});

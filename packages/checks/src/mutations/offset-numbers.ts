import { add, isNotNull, number } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { isQuantity } from '../mutation-parts/column-kinds.ts';
import { numberOf } from '../mutation-parts/damaged-column.ts';
import { roomyRange } from '../mutation-parts/remedies.ts';

export const offsetNumbers = defineMutation({
  key: 'offset_numbers',
  name: 'Numbers are shifted',
  description: 'A fee was added twice, or a sensor drifted: values lie one standard deviation too high.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['N'],
  damage({ column }) {
    const deviation = column.facts.deviation ?? 0;
    if (!isQuantity(column) || deviation <= 0 || !Number.isFinite(deviation)) return null;
    return {
      kind: 'changed_values',
      where: isNotNull(numberOf(column)),
      // A whole number keeps whole numbers whole.
      values: { [column.name]: add(numberOf(column), number(Math.max(1, Math.round(deviation)))) },
      says: 'lie one standard deviation too high',
    };
  },
  remedies: roomyRange,
  examples: [
    {
      says: 'all values are one deviation higher',
      tables: [{ table: 't', columns: { n: 'integer' }, rows: [[1], [2], [3], [4], [5]] }],
      column: 'n',
      share: 1,
      rows: [[3], [4], [5], [6], [7]],
      caughtBy: {
        testType: 'Avg_Shift',
        column: 'n',
        parameters: {
          baseline_value_ct: '5',
          baseline_avg: '3',
          baseline_sd: '1.5811388',
          threshold_value: '0.5',
        },
      },
    },
  ],
});

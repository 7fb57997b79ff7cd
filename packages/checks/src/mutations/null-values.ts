import { type Expression, isNotNull, nullIf } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { anyOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';

/** Besides the nulls that there are. */
const MORE_NULLS = 0.02;

const nothing = (x: Expression): Expression => nullIf(x, x);

export const nullValues = defineMutation({
  key: 'null_values',
  name: 'Values are null',
  description: 'A source stopped sending a field, for some rows or for all.',
  shares: [...USUAL_SHARES, 1],
  per: 'column',
  appliesTo: null,
  damage: ({ column }) => ({
    kind: 'changed_values',
    where: isNotNull(anyOf(column)),
    values: { [column.name]: nothing(anyOf(column)) },
    says: 'become null',
  }),
  remedies(site) {
    const { values } = site.column.facts;
    const { rows } = site.table;
    if (values === rows) return [columnTest('Required', site)];
    const share = Math.min(1, (rows - values) / rows + MORE_NULLS);
    return [columnTest('Null_Share', site, { threshold_value: share.toFixed(3) })];
  },
  examples: [
    {
      says: 'every value goes',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], [''], ['b']] }],
      column: 'v',
      share: 1,
      rows: [[null], [null], [null]],
      caughtBy: { testType: 'Required', column: 'v', parameters: { threshold_value: '0' } },
    },
    {
      says: 'numbers, booleans and dates can be missing too',
      tables: [{ table: 't', columns: { v: 'timestamp' }, rows: [['2024-01-01T10:00:00'], [null]] }],
      column: 'v',
      share: 1,
      rows: [[null], [null]],
      caughtBy: { testType: 'Null_Share', column: 'v', parameters: { threshold_value: '0.6' } },
    },
  ],
});

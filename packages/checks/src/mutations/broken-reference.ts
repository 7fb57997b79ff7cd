import { isNotNull, number, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { anyOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';
import { formatColumnList } from '../test-parameters/column-list.ts';

/** Beyond the largest key. */
const KEYS_AWAY = 1_000_003;

export const brokenReference = defineMutation({
  key: 'broken_reference',
  name: 'References lead nowhere',
  description: 'The row that they refer to was deleted, or never came.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A', 'N', 'X'],
  damage({ column }) {
    if (column.refersTo === null) return null;
    const { largest } = column.facts;
    const isNumber = column.generalType === 'N';
    if (isNumber && !Number.isSafeInteger(Number(largest) + KEYS_AWAY)) return null;
    return {
      kind: 'changed_values',
      where: isNotNull(anyOf(column)),
      values: {
        [column.name]: isNumber ? number(Math.ceil(Number(largest)) + KEYS_AWAY) : text('no-such-key'),
      },
      says: `refer to nothing in ${column.refersTo.table}`,
    };
  },
  remedies(site) {
    const { refersTo } = site.column;
    if (refersTo === null) return [];
    return [
      columnTest('Foreign_Key', site, {
        match_table_name: refersTo.table,
        match_groupby_names: formatColumnList([refersTo.column]),
        ...(refersTo.schema !== site.table.schema && { match_schema_name: refersTo.schema }),
      }),
    ];
  },
  examples: [
    {
      says: 'keys that the other table does not have',
      tables: [
        { table: 'orders', columns: { customer_id: 'integer' }, rows: [[1], [2], [2], [null]] },
        { table: 'customers', columns: { id: 'integer' }, rows: [[1], [2], [3]] },
      ],
      column: 'customer_id',
      share: 1,
      rows: [[1000005], [1000005], [1000005], [null]],
      caughtBy: {
        testType: 'Foreign_Key',
        column: 'customer_id',
        parameters: { match_table_name: 'customers', match_groupby_names: 'id' },
      },
    },
    {
      says: 'a column that refers to nothing has no reference to break',
      tables: [{ table: 'orders', columns: { customer_id: 'integer' }, rows: [[1], [2]] }],
      column: 'customer_id',
      share: 1,
      rows: null,
    },
  ],
});

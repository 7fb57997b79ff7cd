import { type Expression, moment, notEqual, number, text } from '@assay/dialects';
import { defineMutation, type MutatedColumn, USUAL_SHARES } from '../mutation.ts';
import { isKey } from '../mutation-parts/column-kinds.ts';
import { valueIn } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';

/** One of the values, as a constant; null for a type that has none here. */
function someValue({ generalType, facts }: MutatedColumn): Expression | null {
  const { smallest } = facts;
  if (smallest === null) return null;
  if (generalType === 'A') return text(String(smallest));
  if (generalType === 'N') return Number.isSafeInteger(Number(smallest)) ? number(Number(smallest)) : null;
  return generalType === 'D' ? moment(String(smallest)) : null;
}

export const repeatedKeys = defineMutation({
  key: 'repeated_keys',
  name: 'Keys come twice',
  description: 'A number was given away a second time.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A', 'N', 'D'],
  damage({ table, column }) {
    const value = isKey(column, table.rows) ? someValue(column) : null;
    if (value === null) return null;
    return {
      kind: 'changed_values',
      where: notEqual(valueIn(column), value),
      values: { [column.name]: value },
      says: 'become one and the same',
    };
  },
  remedies: (site) => [columnTest('Unique', site)],
  examples: [
    {
      says: 'all keys are the first one',
      tables: [{ table: 't', columns: { id: 'integer' }, rows: [[1], [2], [3]] }],
      column: 'id',
      share: 1,
      rows: [[1], [1], [1]],
      caughtBy: { testType: 'Unique', column: 'id', parameters: { threshold_value: '0' } },
    },
    {
      says: 'what repeats anyway is no key',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[1], [1], [2]] }],
      column: 'v',
      share: 1,
      rows: null,
    },
  ],
});

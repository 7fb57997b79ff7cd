import { notEqual } from '@assay/dialects';
import { defineMutation, type MutatedColumn, type MutationSite, USUAL_SHARES } from '../mutation.ts';
import { valueIn } from '../mutation-parts/damaged-column.ts';
import { closedList, columnTest, onePattern } from '../mutation-parts/remedies.ts';

/** The next column that values of this one fit into. */
function partnerOf({ table, column }: MutationSite): MutatedColumn | null {
  const later = table.columns.slice(table.columns.findIndex(({ name }) => name === column.name) + 1);
  return (
    later.find(
      ({ columnType, facts }) => columnType === column.columnType && facts.values > 0 && facts.distinct > 1,
    ) ?? null
  );
}

export const swappedColumns = defineMutation({
  key: 'swapped_columns',
  name: 'Two columns change places',
  description: 'Columns were matched by their place, and a file had them in another order.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A', 'N', 'D'],
  damage(site) {
    const { column } = site;
    const partner = partnerOf(site);
    if (partner === null || column.facts.distinct < 2) return null;
    return {
      kind: 'changed_values',
      where: notEqual(valueIn(column), valueIn(partner)),
      values: { [column.name]: valueIn(partner), [partner.name]: valueIn(column) },
      says: `stand in ${partner.name}, and those of ${partner.name} in ${column.name}`,
    };
  },
  remedies(site) {
    const partner = partnerOf(site);
    if (partner === null) return [];
    const comparisons = ['<=', '>='].map((operator) =>
      columnTest('Column_Comparison', site, {
        baseline_value: operator,
        match_column_names: partner.name,
        threshold_value: '0',
      }),
    );
    return [
      ...closedList(site),
      ...onePattern(site),
      ...onePattern({ ...site, column: partner }),
      ...(site.column.generalType === 'A' ? [] : comparisons),
    ];
  },
  examples: [
    {
      says: 'values of two columns of one type are exchanged',
      tables: [
        {
          table: 't',
          columns: { opened: 'date', id: 'integer', closed: 'date' },
          rows: [
            ['2024-01-01', 1, '2024-02-01'],
            ['2024-01-05', 2, '2024-01-06'],
            ['2024-01-07', 3, null],
          ],
        },
      ],
      column: 'opened',
      share: 1,
      rows: [
        ['2024-02-01', 1, '2024-01-01'],
        ['2024-01-06', 2, '2024-01-05'],
        ['2024-01-07', 3, null],
      ],
      caughtBy: {
        testType: 'Column_Comparison',
        column: 'opened',
        parameters: { baseline_value: '<=', match_column_names: 'closed', threshold_value: '0' },
      },
    },
    {
      says: 'a column without a like has nothing to change places with',
      tables: [
        {
          table: 't',
          columns: { a: 'text', n: 'integer' },
          rows: [
            ['a', 1],
            ['b', 2],
          ],
        },
      ],
      column: 'a',
      share: 1,
      rows: null,
    },
  ],
});

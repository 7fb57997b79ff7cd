import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { counted, percentText } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';
import { namesOwnKey } from '../table-questions/key-names.ts';

export const nearUniqueKeyDuplicates = defineColumnHygieneType({
  key: 'Near_Unique_Key_Duplicates',
  name: 'Duplicate Values in a Key',
  likelihood: 'Likely',
  dqDimension: 'Uniqueness',
  impactDimension: 'Reliability',
  criterion:
    'A column named as the key of its table (id, order_id in orders, a surrogate key), or an identifier that stands first in a table without a unique identifier, is filled in every row; at least 98 percent of its values are distinct, but not all.',
  description:
    'The column is used as a key, but some keys belong to several rows. Joins by it multiply these rows, and updates hit more than one.',
  suggestion:
    'Find out whether the rows are copies or wrongly numbered, correct them, and declare the column unique.',
  showsValues: false,
  thresholds: {
    distinct_share: {
      title: 'Distinct values, at least',
      default: 0.98,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
    rows: { title: 'Rows, at least', default: 50, minimum: 2, maximum: 1_000_000, unit: 'rows' },
  },
  examples: [
    {
      says: 'an order number given twice',
      tables: [oneColumn('order_id', 'integer', [...numbered(99, (i) => 1000 + i), 1007], 'orders')],
      expect: [
        { table: 'orders', column: 'order_id', prevalence: 0.0066, facts: { repeated: 1, distinct: 99 } },
      ],
    },
    {
      says: 'a key without repeats, a reference that repeats by its nature, and few rows',
      tables: [
        {
          table: 'orders',
          columns: { order_id: 'integer', customer_id: 'integer' },
          rows: numbered(100, (i) => i).map((i) => [i as number, i === 7 ? 8 : (i as number)]),
        },
        oneColumn('id', 'integer', [1, 2, 3, 4, 5, 5], 'short_list'),
      ],
      expect: [],
    },
  ],
  detect: (column, { table, thresholds }) => {
    const rows = countOf(column, 'record_ct');
    const distinct = countOf(column, 'distinct_value_ct');
    const share = shareOf(distinct, rows);
    if (rows < thresholds.rows || missingRows(column).all > 0) return null;
    if (share >= 1 || share < thresholds.distinct_share || !isKey(column, table)) return null;
    const repeated = rows - distinct;
    return {
      detail: `${counted(repeated, 'row')} of ${counted(rows, 'row')} repeat a key; ${percentText(share)} of the keys are distinct.`,
      facts: { repeated, distinct, rows },
      badShare: shareOf(repeated, rows),
    };
  },
});

const isIdentifier = ({ semanticType }: ColumnProfile): boolean =>
  semanticType !== 'ID-FK' && semanticType?.startsWith('ID') === true;

function isKey(column: ColumnProfile, { table, columns }: TableProfile): boolean {
  if (!['A', 'N', 'X'].includes(column.generalType)) return false;
  if (namesOwnKey(column.column, table)) return true;
  const hasUnique = columns.some(
    (other) => isIdentifier(other) && countOf(other, 'distinct_value_ct') === countOf(other, 'record_ct'),
  );
  return !hasUnique && isIdentifier(column) && column.position === 1;
}

import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

const customers = oneColumn(
  'id',
  'integer',
  numbered(20, (i) => i),
  'customers',
);

export const orphanedReferences = defineColumnHygieneType({
  key: 'Orphaned_References',
  name: 'Orphaned References',
  likelihood: 'Likely',
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  criterion:
    'The name of the column names the key of another table of the group (customer_id and customers.id), at least 80 percent of its rows or of its distinct values stand in that key, and the others do not.',
  description:
    'Rows refer to something that is not there. Joins drop them silently, so totals by one table differ from totals by the other.',
  suggestion: 'Load the missing rows, correct or empty the references, and declare a foreign key.',
  showsValues: false,
  thresholds: {
    found_share: {
      title: 'Rows or distinct values that the key holds, at least',
      default: 0.8,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'two orders of a customer who is not there',
      tables: [
        customers,
        oneColumn('customer_id', 'integer', [...numbered(97, (i) => i % 20), 77, 77, null], 'orders'),
      ],
      expect: [
        {
          table: 'orders',
          column: 'customer_id',
          prevalence: 0.0132,
          facts: { parent_table: 'customers', parent_column: 'id', orphan_rows: 2, orphan_values: 1 },
        },
      ],
    },
    {
      says: 'every customer is there; and numbers of other customers altogether',
      tables: [
        customers,
        oneColumn(
          'customer_id',
          'integer',
          numbered(60, (i) => i % 20),
          'orders',
        ),
        oneColumn(
          'customer_id',
          'integer',
          numbered(60, (i) => 15 + i),
          'prospects',
        ),
      ],
      expect: [],
    },
  ],
  detect: (column, { references, thresholds }) => {
    const answer = references.find(
      (candidate) => candidate.table === column.table && candidate.column === column.column,
    );
    if (answer === undefined || answer.orphanRows === 0) return null;
    const { parentTable, parentColumn, rows, orphanRows, values, orphanValues } = answer;
    const foundShare = Math.max(shareOf(rows - orphanRows, rows), shareOf(values - orphanValues, values));
    if (foundShare < thresholds.found_share) return null;
    return {
      detail: `${counted(orphanRows, 'row')} of ${counted(rows, 'row')} refer to ${counted(orphanValues, 'value')} that ${parentTable}.${parentColumn} does not hold.`,
      facts: {
        parent_table: parentTable,
        parent_column: parentColumn,
        rows,
        orphan_rows: orphanRows,
        values,
        orphan_values: orphanValues,
      },
      badShare: shareOf(orphanRows, Math.max(rows, countOf(column, 'record_ct'))),
    };
  },
});

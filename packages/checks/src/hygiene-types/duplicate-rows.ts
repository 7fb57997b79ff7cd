import type { TableProfile } from '../column-profile.ts';
import { defineGroupHygieneType } from '../hygiene-issue-type.ts';
import { numbered } from '../hygiene-parts/example-rows.ts';
import { WHOLE_ROWS } from '../hygiene-parts/whole-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { numberOf, shareOf } from '../read-measure.ts';

const COLORS = ['red', 'green', 'blue'];
const sales = numbered(40, (i) => i).map((i) => [i as number, `customer ${i}`, (7 * (i as number)) % 31]);

export const duplicateRows = defineGroupHygieneType({
  key: 'Duplicate_Rows',
  name: 'Duplicate Rows',
  likelihood: 'Likely',
  dqDimension: 'Uniqueness',
  impactDimension: 'Reliability',
  criterion:
    'At least one row repeats another in every column, in a table whose columns together vary so much that chance does not explain it: their entropies add up to at least twice that of as many different rows.',
  description:
    'The same record was stored twice. Sums and counts come out too high, and a join multiplies the copies.',
  suggestion:
    'Find the load that ran twice or the join that multiplied rows, remove the copies, and give the table a key.',
  showsValues: false,
  thresholds: {
    entropy_ratio: {
      title: 'Entropies of the columns together, in entropies of as many different rows, at least',
      default: 2,
      minimum: 0,
      maximum: 100,
      unit: 'ratio',
    },
  },
  examples: [
    {
      says: 'two sales stored twice; the finding stands for whole rows',
      tables: [
        {
          table: 'sales',
          columns: { id: 'integer', customer: 'text', amount: 'integer' },
          rows: [...sales, sales[3]!, sales[8]!],
        },
      ],
      expect: [
        {
          table: 'sales',
          column: '(table)',
          prevalence: (2 / 42) * 0.66,
          facts: { duplicates: 2, rows: 42 },
        },
      ],
    },
    {
      says: 'no copy, and rows of so few values that some must be equal',
      tables: [
        { table: 'sales', columns: { id: 'integer', customer: 'text', amount: 'integer' }, rows: sales },
        {
          table: 'marks',
          columns: { color: 'text', grade: 'integer' },
          rows: numbered(40, (i) => i).map((i) => [COLORS[(i as number) % 3]!, (i as number) % 4]),
        },
      ],
      expect: [],
    },
  ],
  detect: (tables, { thresholds }) =>
    tables.flatMap((table) => {
      const rows = table.sampledRows ?? table.recordCount ?? 0;
      const duplicates = table.duplicateRows ?? 0;
      if (duplicates === 0 || entropyOf(table) < thresholds.entropy_ratio * Math.log2(rows)) return [];
      return {
        table: table.table,
        column: WHOLE_ROWS,
        detail: `${counted(duplicates, 'row')} of ${counted(rows, 'row')} repeat another row in every column.`,
        facts: { duplicates, rows },
        badShare: shareOf(duplicates, rows),
      };
    }),
});

const entropyOf = ({ columns }: TableProfile): number =>
  columns.reduce((sum, column) => sum + (numberOf(column, 'entropy') ?? 0), 0);

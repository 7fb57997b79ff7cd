import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf } from '../read-measure.ts';

export const constantColumn = defineColumnHygieneType({
  key: 'Constant_Column',
  name: 'Column Holds One Value Only',
  likelihood: 'Possible',
  dqDimension: 'Validity',
  impactDimension: 'Regularity',
  criterion:
    'Every row holds the same value, in at least 50 rows and without a null. Booleans, flags, and what a process stamps on its rows are left out.',
  description:
    'The column tells nothing about its rows. Either it was never meant to vary here, or a default stands where real values should.',
  suggestion:
    'Find out whether a default hides missing values; if the column is meant to be so, say so in its description.',
  showsValues: true,
  thresholds: {
    rows: { title: 'Rows, at least', default: 50, minimum: 2, maximum: 1_000_000, unit: 'rows' },
  },
  examples: [
    {
      says: 'one price for everything',
      tables: [oneColumn('price', 'numeric(10,2)', repeat(60, 9.99))],
      expect: [{ table: 'example', column: 'price', prevalence: null, facts: { rows: 60 } }],
    },
    {
      says: 'few rows, a gap, a flag, a second value, a filler',
      tables: [
        oneColumn('price', 'integer', repeat(9, 5)),
        oneColumn('mark', 'text', [...repeat(60, 'seen'), null], 'with_gap'),
        oneColumn('is_open', 'boolean', repeat(60, true), 'flags'),
        oneColumn('price', 'integer', [...repeat(60, 5), 6], 'two_values'),
        oneColumn('note', 'text', repeat(60, 'n/a'), 'fillers'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const rows = countOf(column, 'record_ct');
    const isOneValue = countOf(column, 'distinct_value_ct') === 1 && missingRows(column).all === 0;
    if (rows < thresholds.rows || !isOneValue || column.generalType === 'B') return null;
    if (/^(Boolean|Flag|Process)/.test(column.semanticType ?? '')) return null;
    const value = column.measures.mode_value ?? column.frequencies?.items[0]?.value ?? null;
    return {
      detail:
        value === null
          ? `All ${grouped(rows)} rows hold one value.`
          : `All ${grouped(rows)} rows hold "${value}".`,
      facts: { value, rows },
      badShare: null,
    };
  },
});

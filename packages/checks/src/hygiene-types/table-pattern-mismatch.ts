import type { ColumnProfile } from '../column-profile.ts';
import { defineGroupHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { namesakes, SEVERAL_TABLES } from '../hygiene-parts/namesakes.ts';
import { countOf, isText, numberOf } from '../read-measure.ts';

const accounts = numbered(100, (i) => `A-${padded(i, 4)}`);

export const tablePatternMismatch = defineGroupHygieneType({
  key: 'Table_Pattern_Mismatch',
  name: 'Pattern Inconsistency Across Tables',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'Text columns of one name in several tables each follow a single pattern, but not the same one, and one pattern has less than a tenth of the values of the main one.',
  description:
    'The same thing is written one way here and another way there. Joins between the tables find nothing.',
  suggestion: 'Agree on one form, and bring the other tables to it.',
  showsValues: false,
  thresholds: {
    rare_ratio: {
      title: 'Values of the other pattern beside those of the main one, below',
      default: 0.1,
      minimum: 0,
      maximum: 1,
      unit: 'ratio',
    },
    longest_ignored: {
      title: 'Columns no longer than this are left out',
      default: 3,
      minimum: 0,
      maximum: 100,
      unit: 'characters',
    },
  },
  examples: [
    {
      says: 'a small table writes account numbers the other way round',
      tables: [
        oneColumn('acct_id', 'varchar(10)', accounts, 'o1'),
        oneColumn(
          'acct_id',
          'varchar(10)',
          numbered(6, (i) => `1000${i}-A`),
          'o2',
        ),
      ],
      expect: [
        {
          table: '(multi-table)',
          column: 'acct_id',
          prevalence: null,
          facts: { main: 'A-NNNN', other: ['NNNNN-A'] },
        },
      ],
    },
    {
      says: 'one form in all tables, and two forms in tables of one size',
      tables: [
        oneColumn('acct_id', 'varchar(10)', accounts, 'o1'),
        oneColumn('acct_id', 'varchar(10)', accounts.slice(0, 7), 'o2'),
        oneColumn('serial_id', 'varchar(10)', accounts, 'o3'),
        oneColumn(
          'serial_id',
          'varchar(10)',
          numbered(90, (i) => `${10000 + i}-A`),
          'o4',
        ),
      ],
      expect: [],
    },
  ],
  detect: (tables, { thresholds }) =>
    namesakes(tables).flatMap((group) => {
      const formed = group.filter((column) => hasForm(column, thresholds.longest_ignored));
      if (formed.some((column) => countOf(column, 'distinct_pattern_ct') !== 1)) return [];
      const byCount = formed
        .flatMap(
          ({ table, patterns }) => patterns?.items.slice(0, 1).map((item) => ({ table, ...item })) ?? [],
        )
        .toSorted((a, b) => b.count - a.count);
      const main = byCount[0];
      const strays = byCount.filter(
        ({ value, count }) => main && value !== main.value && count < thresholds.rare_ratio * main.count,
      );
      if (main === undefined || strays.length === 0) return [];
      const others = [...new Set(strays.map(({ value }) => value))];
      return {
        table: SEVERAL_TABLES,
        column: formed[0]!.column,
        detail: `"${main.value}" in ${main.table}, but ${strays.map(({ value, table }) => `"${value}" in ${table}`).join(', ')}.`,
        facts: { main: main.value, other: others, tables: strays.map(({ table }) => table) },
        badShare: null,
      };
    }),
});

function hasForm(column: ColumnProfile, longestIgnored: number): boolean {
  const { empty, fillers } = missingRows(column);
  return (
    isText(column) &&
    !/^(Measurement|Category|Code)/.test(column.semanticType ?? '') &&
    (numberOf(column, 'max_length') ?? 0) > longestIgnored &&
    (column.patterns?.items.length ?? 0) > 0 &&
    countOf(column, 'value_ct') > countOf(column, 'numeric_ct') + fillers + empty
  );
}

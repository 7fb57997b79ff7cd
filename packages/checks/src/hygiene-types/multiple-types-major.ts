import { defineGroupHygieneType } from '../hygiene-issue-type.ts';
import { distinctOf, namesakes, SEVERAL_TABLES } from '../hygiene-parts/namesakes.ts';
import { quotedList } from '../hygiene-parts/wording.ts';

export const multipleTypesMajor = defineGroupHygieneType({
  key: 'Multiple_Types_Major',
  name: 'Multiple Data Types per Column Name - Major',
  likelihood: 'Likely',
  dqDimension: 'Consistency',
  impactDimension: 'Usability',
  criterion:
    'Columns of one name in two or more tables have types of different kinds (text and number, date and text).',
  description:
    'Joining or stacking these tables needs conversions, and whoever expects the same thing under the same name is misled.',
  suggestion: 'Give the columns one type, or names of their own where they mean different things.',
  showsValues: false,
  examples: [
    {
      says: 'columns of two tables side by side',
      tables: [
        {
          table: 'o1',
          columns: { code_x: 'varchar(10)', amt: 'integer', order_ref: 'varchar(12)', alone: 'text' },
          rows: [['a', 1, 'b', 'c']],
        },
        {
          table: 'o2',
          columns: { code_x: 'integer', amt: 'bigint', order_ref: 'varchar(14)' },
          rows: [[1, 1, 'b']],
        },
      ],
      expect: [
        { table: '(multi-table)', column: 'code_x', prevalence: null, facts: { tables: ['o1', 'o2'] } },
      ],
    },
    {
      says: 'one type under one name',
      tables: [
        { table: 'o1', columns: { a: 'integer' }, rows: [[1]] },
        { table: 'o2', columns: { a: 'integer', b: 'text' }, rows: [[1, 'x']] },
      ],
      expect: [],
    },
  ],
  detect: (tables) =>
    namesakes(tables).flatMap((group) => {
      const kinds = distinctOf(group, ({ generalType }) => generalType);
      const types = distinctOf(group, ({ columnType }) => columnType);
      if (kinds.length === 1) return [];
      const places = distinctOf(group, ({ table }) => table);
      return {
        table: SEVERAL_TABLES,
        column: group[0]!.column,
        detail: `${group.length} columns of this name have ${types.length} types, ${types.join(', ')}, in ${quotedList(places)}.`,
        facts: { columns: group.length, types, tables: places },
        badShare: null,
      };
    }),
});

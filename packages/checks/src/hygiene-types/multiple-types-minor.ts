import { defineGroupHygieneType } from '../hygiene-issue-type.ts';
import { distinctOf, namesakes, SEVERAL_TABLES } from '../hygiene-parts/namesakes.ts';
import { quotedList } from '../hygiene-parts/wording.ts';

export const multipleTypesMinor = defineGroupHygieneType({
  key: 'Multiple_Types_Minor',
  name: 'Multiple Data Types per Column Name - Minor',
  likelihood: 'Possible',
  dqDimension: 'Consistency',
  impactDimension: 'Usability',
  criterion:
    'Columns of one name in two or more tables have types of one kind, but not the same (integer and bigint, texts of different lengths).',
  description:
    'The types hold nearly the same, so trouble comes late: a long text is cut off, a large number does not fit.',
  suggestion: 'Give the columns one declaration, the widest that is needed.',
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
        { table: '(multi-table)', column: 'amt', prevalence: null, facts: { types: ['bigint', 'integer'] } },
        { table: '(multi-table)', column: 'order_ref', prevalence: null },
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
      if (kinds.length > 1 || types.length === 1) return [];
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

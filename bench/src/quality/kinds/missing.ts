/** Values that are not there, and the ways in which people write that. */
import { isTextColumn } from '../dataset.ts';
import { cellKind, columnKind, type ErrorKind, hasRole, isComplete } from '../error-kind.ts';
import { ODD_TEXT } from './side-effects.ts';

/** Above this share, gaps are the habit of the column and no exception. */
const EXCEPTIONAL_SHARE = 0.03;
/** A column that never varies in fewer rows is nothing odd. */
const FEWEST_ROWS = 50;
const FILLERS = ['n/a', 'N/A', 'unknown', '-', 'none', 'TBD', '?'] as const;

export const MISSING: readonly ErrorKind[] = [
  cellKind({
    key: 'missing_null',
    title: 'values that became null',
    suits: (site) => isComplete(site),
    spoil: () => null,
    expects: ({ share }) =>
      share < EXCEPTIONAL_SHARE
        ? {
            must: ['Small_Missing_Value_Ct'],
            may: ['Small_Divergent_Value_Ct', 'Orphaned_References'],
            because: 'a nearly complete column has gaps',
          }
        : {
            must: [],
            may: ['Orphaned_References'],
            because: 'a column with many nulls looks like an optional one',
          },
  }),
  cellKind({
    key: 'missing_empty',
    title: 'empty text for null',
    suits: ({ column }) => isTextColumn(column),
    spoil: () => '',
    expects: () => ({
      must: ['Non_Standard_Blanks'],
      may: ['Small_Missing_Value_Ct', ...ODD_TEXT],
      because: 'empty text is counted apart from null',
    }),
  }),
  cellKind({
    key: 'missing_filler',
    title: 'fillers such as n/a',
    suits: ({ column }) => isTextColumn(column),
    spoil: (_value, random) => random.pick(FILLERS),
    expects: () => ({
      must: ['Non_Standard_Blanks'],
      may: ['Small_Missing_Value_Ct', 'Non_Alpha_Name_Address', 'Variant_Coded_Values', ...ODD_TEXT],
      because: 'the word list knows them',
    }),
  }),
  columnKind({
    key: 'emptied_column',
    title: 'a column that nothing fills any more',
    suits: hasRole('category', 'number', 'date', 'boolean', 'words', 'phone'),
    remake: () => null,
    expects: () => ({ must: ['No_Values'], may: [], because: 'no row holds a value' }),
  }),
  columnKind({
    key: 'constant_column',
    title: 'the same value in every row',
    suits: hasRole('category', 'number', 'date', 'code', 'entity'),
    remake: (_value, _random, { table, column }) =>
      table.rows.find((row) => row[column.name] !== null)?.[column.name] ?? null,
    expects({ table }) {
      const may = [
        'Recency_One_Year',
        'Recency_Six_Months',
        'Column_Pattern_Mismatch',
        'Table_Pattern_Mismatch',
        'Suggested_Type',
      ];
      return table.rows.length >= FEWEST_ROWS
        ? { must: ['Constant_Column'], may, because: 'one distinct value' }
        : { must: [], may: ['Constant_Column', ...may], because: 'in so few rows one value is nothing odd' };
    },
  }),
  columnKind({
    key: 'stuck_value',
    title: 'one value in nearly all rows',
    suits: hasRole('category', 'number', 'code'),
    remake: (value, random, { table, column }) =>
      random.chance(0.015)
        ? value
        : (table.rows.find((row) => row[column.name] !== null)?.[column.name] ?? null),
    expects: ({ table, column }) =>
      new Set(table.rows.map((row) => row[column.name])).size > 2
        ? {
            must: ['Small_Divergent_Value_Ct'],
            may: [
              'Dependency_Violated',
              'Numeric_Outliers',
              'Sentinel_Values',
              'Column_Pattern_Mismatch',
              'Small_Missing_Value_Ct',
            ],
            because: 'one value makes up more than 97 percent',
          }
        : {
            must: [],
            may: ['Small_Divergent_Value_Ct', 'Constant_Column', 'Small_Missing_Value_Ct'],
            because: 'too few rows differ',
          },
  }),
];

/** Numbers and dates that became text, and what then gets among them. */
import { isDateColumn, isNumberColumn } from '../dataset.ts';
import { cellKind, columnKind, type ErrorKind, type Site } from '../error-kind.ts';
import { ODD_TEXT, RETYPED } from './side-effects.ts';

/** More strays than this, and the column is no longer one of numbers or dates with exceptions. */
const EXCEPTIONAL_SHARE = 0.05;

const isNumber = ({ column }: Site): boolean => isNumberColumn(column) && column.role === 'number';
const isDay = ({ column }: Site): boolean => column.type === 'DATE';
const asText = { type: 'VARCHAR', write: (value: string) => value };

const [YEAR, MONTH, DAY] = [0, 5, 8];
const partsOf = (date: string) => ({
  year: date.slice(YEAR, YEAR + 4),
  month: date.slice(MONTH, MONTH + 2),
  day: date.slice(DAY, DAY + 2),
});
const MONTH_NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const WRONG_TYPES: readonly ErrorKind[] = [
  columnKind({
    key: 'numbers_as_text',
    title: 'numbers kept as text',
    suits: isNumber,
    redeclare: () => ({ type: 'VARCHAR' }),
    expects: ({ table, column }) =>
      table.rows.length > 500 && new Set(table.rows.map((row) => row[column.name])).size > 2
        ? {
            must: ['Suggested_Type'],
            may: RETYPED,
            because: 'every value is a number, in more than 500 rows',
          }
        : { must: [], may: RETYPED, because: 'too few rows to suggest a type' },
  }),
  columnKind({
    key: 'dates_as_text',
    title: 'dates kept as text',
    suits: ({ column }) => isDateColumn(column),
    redeclare: () => ({ type: 'VARCHAR' }),
    expects: ({ table }) =>
      table.rows.length > 500
        ? {
            must: ['Suggested_Type'],
            may: [...RETYPED, 'Recency_One_Year', 'Recency_Six_Months'],
            because: 'every value is a date, in more than 500 rows',
          }
        : {
            must: [],
            may: [...RETYPED, 'Recency_One_Year', 'Recency_Six_Months'],
            because: 'too few rows to suggest a type',
          },
  }),
  columnKind({
    key: 'other_type_than_its_namesake',
    title: 'a number here, text under the same name in another table',
    suits: ({ dataset, table, column }) =>
      isNumberColumn(column) &&
      dataset.tables.some(
        (other) => other !== table && other.columns.some(({ name }) => name === column.name),
      ),
    redeclare: () => ({ type: 'VARCHAR' }),
    expects: () => ({
      must: ['Multiple_Types_Major'],
      may: RETYPED,
      because: 'columns of one name are compared across tables',
    }),
  }),
  columnKind({
    key: 'wider_type_than_its_namesake',
    title: 'bigint here, integer under the same name in another table',
    suits: ({ dataset, table, column }) =>
      column.type === 'INTEGER' &&
      dataset.tables.some(
        (other) =>
          other !== table &&
          other.columns.some(({ name, type }) => name === column.name && type === 'INTEGER'),
      ),
    redeclare: () => ({ type: 'BIGINT' }),
    expects: () => ({
      must: ['Multiple_Types_Minor'],
      may: [],
      because: 'columns of one name are compared across tables',
    }),
  }),
  cellKind({
    key: 'words_among_numbers',
    title: 'words in a text column of numbers',
    suits: isNumber,
    recast: asText,
    spoil: (_value, random) => random.pick(['error', 'see above', 'twelve', 'n.b.']),
    expects: ({ share }) =>
      share < EXCEPTIONAL_SHARE
        ? {
            must: ['Char_Column_Number_Values'],
            may: [...RETYPED, ...ODD_TEXT, 'Non_Standard_Blanks', 'Small_Missing_Value_Ct'],
            because: 'more than 95 percent are numbers',
          }
        : {
            must: [],
            may: [...RETYPED, ...ODD_TEXT, 'Non_Standard_Blanks', 'Small_Missing_Value_Ct'],
            because: 'a mix of numbers and words may be meant',
          },
  }),
  cellKind({
    key: 'words_among_dates',
    title: 'words in a text column of dates',
    suits: isDay,
    recast: asText,
    spoil: (_value, random) => random.pick(['soon', 'spring', 'after lunch']),
    expects: ({ share }) => ({
      must: share < EXCEPTIONAL_SHARE ? ['Char_Column_Date_Values'] : [],
      may: [...RETYPED, ...ODD_TEXT, 'Recency_One_Year', 'Recency_Six_Months'],
      because:
        share < EXCEPTIONAL_SHARE
          ? 'more than 95 percent are dates'
          : 'a mix of dates and words may be meant',
    }),
  }),
  cellKind({
    key: 'units_in_some',
    title: 'a unit behind some numbers',
    suits: isNumber,
    recast: asText,
    spoil: (value, random) => value + random.pick([' kg', ' lb', 'cm']),
    expects: ({ share }) => ({
      must: share < EXCEPTIONAL_SHARE ? ['Char_Column_Number_Values'] : [],
      may: [...RETYPED, ...ODD_TEXT, 'Char_Column_Number_Units'],
      because:
        share < EXCEPTIONAL_SHARE
          ? 'more than 95 percent are numbers'
          : 'a mix of numbers and text may be meant',
    }),
  }),
  columnKind({
    key: 'units_in_all',
    title: 'a unit behind every number',
    suits: isNumber,
    redeclare: () => ({ type: 'VARCHAR' }),
    remake: (value) => (value === null ? null : `${value} kg`),
    expects: () => ({
      must: ['Char_Column_Number_Units'],
      may: [...RETYPED, 'Standardized_Value_Matches'],
      because: 'the most frequent value is a number with a known unit',
    }),
  }),
  cellKind({
    key: 'day_first_among_month_first',
    title: 'the day first in a text column of dates with the month first',
    suits: isDay,
    recast: {
      type: 'VARCHAR',
      write(value) {
        const { year, month, day } = partsOf(value);
        return `${month}/${day}/${year}`;
      },
    },
    spoil(value) {
      const [month, day, year] = value.split('/');
      return Number(day) > 12 ? `${day}/${month}/${year}` : undefined;
    },
    expects: () => ({
      must: ['Mixed_Date_Formats'],
      may: [...RETYPED, 'Recency_One_Year', 'Recency_Six_Months'],
      because: 'a 25 can only be a day, wherever it stands',
    }),
  }),
  cellKind({
    key: 'another_date_format',
    title: 'two ways of writing dates in one text column',
    suits: isDay,
    recast: asText,
    spoil(value, random) {
      const { year, month, day } = partsOf(value);
      const named = `${day}-${MONTH_NAMES[Number(month) - 1]}-${year}`;
      return random.pick([named, `${year}/${month}/${day}`]);
    },
    expects: () => ({
      must: ['Mixed_Date_Formats'],
      may: [
        ...RETYPED,
        'Column_Pattern_Mismatch',
        'Standardized_Value_Matches',
        'Recency_One_Year',
        'Recency_Six_Months',
      ],
      because: 'dates of several shapes',
    }),
  }),
];

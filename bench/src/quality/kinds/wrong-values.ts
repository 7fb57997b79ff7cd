/** Text that is not what it should be: typing mistakes, other codes, values of another column. */
import { isTextColumn } from '../dataset.ts';
import { cellKind, columnKind, type ErrorKind, hasRole, type Site } from '../error-kind.ts';
import { ODD_TEXT } from './side-effects.ts';

/** Fewer exceptions than this leave the rule visible. */
const EXCEPTIONAL_SHARE = 0.05;
/** Of the values; more numbers than this may belong among the words. */
const FEW_NUMBERS = 0.03;
/** Fewer states may be any codes of two letters. */
const SEVERAL_STATES = 5;
/** Fields of packed values are short. */
const LONGEST_FIELD = 20;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const isDependent = ({ table, column }: Site): boolean =>
  table.dependencies.some(([, dependent]) => dependent === column.name);

export const WRONG_VALUES: readonly ErrorKind[] = [
  cellKind({
    key: 'typo_letter',
    title: 'typing mistakes in words',
    suits: hasRole('given_name', 'family_name', 'entity', 'city', 'category', 'words'),
    spoil(value, random) {
      const letters = [...value.matchAll(/[a-z]/g)].map((match) => match.index);
      if (letters.length === 0) return undefined;
      const at = random.pick(letters);
      const put = random.pick(['', random.pick([...LETTERS]), `${value[at]}${value[at]}`]);
      return value.slice(0, at) + put + value.slice(at + 1);
    },
    expects: (damage) =>
      isDependent(damage) && damage.share < EXCEPTIONAL_SHARE
        ? {
            must: ['Dependency_Violated'],
            may: ODD_TEXT,
            because: 'another column says what the word should be',
          }
        : { must: [], may: ODD_TEXT, because: 'a misspelled word is another word to a profile' },
  }),
  cellKind({
    key: 'typo_digit',
    title: 'a letter for a digit in codes',
    suits: hasRole('code', 'zip', 'zip3', 'phone'),
    spoil(value, random) {
      const digits = [...value.matchAll(/[0-9]/g)].map((match) => match.index);
      if (digits.length === 0) return undefined;
      const at = random.pick(digits);
      return value.slice(0, at) + random.pick(['O', 'l', 'x', 'S']) + value.slice(at + 1);
    },
    expects: ({ column, share }) =>
      column.role === 'zip'
        ? { must: ['Invalid_Zip_USA'], may: ODD_TEXT, because: 'no zip code holds a letter' }
        : column.role === 'zip3'
          ? { must: ['Invalid_Zip3_USA'], may: ODD_TEXT, because: 'no zip code holds a letter' }
          : share < EXCEPTIONAL_SHARE
            ? {
                must: ['Column_Pattern_Mismatch'],
                may: ODD_TEXT,
                because: 'codes of one or two shapes, and a few others',
              }
            : { must: [], may: ODD_TEXT, because: 'so many other shapes are no exception' },
  }),
  cellKind({
    key: 'variant_codings',
    title: 'another code for the same thing',
    suits: hasRole('yes_no', 'gender'),
    spoil: (value, random) =>
      /^(yes|no|male|female)$/i.test(value)
        ? random.pick([value.slice(0, 1), value.slice(0, 1).toUpperCase()])
        : undefined,
    expects: () => ({
      must: ['Variant_Coded_Values'],
      may: ODD_TEXT,
      because: 'y and yes, m and male are in the word list',
    }),
  }),
  cellKind({
    key: 'third_answer',
    title: 'answers to a yes-or-no question that are neither',
    suits: hasRole('yes_no'),
    spoil: (_value, random) => random.pick(['maybe', 'later', 'see note']),
    expects: () => ({ must: ['Boolean_Value_Mismatch'], may: ODD_TEXT, because: 'values besides the pair' }),
  }),
  cellKind({
    key: 'invalid_zip',
    title: 'zip codes that are none',
    suits: hasRole('zip', 'zip3'),
    spoil: (value, random) =>
      random.pick([value.slice(0, 2), `${value}7`, 'unclear', value.replace(/^../, 'AB')]),
    expects: ({ column }) => ({
      must: [column.role === 'zip' ? 'Invalid_Zip_USA' : 'Invalid_Zip3_USA'],
      may: [...ODD_TEXT, 'Non_Standard_Blanks', 'Small_Missing_Value_Ct'],
      because: 'the shapes of zip codes are known',
    }),
  }),
  cellKind({
    key: 'invalid_email',
    title: 'e-mail addresses that are none',
    suits: hasRole('email'),
    spoil: (value, random) =>
      random.pick([value.replace('@', ''), value.replace(/\.[a-z]+$/, ''), 'call office']),
    expects: () => ({
      must: [],
      may: [...ODD_TEXT, 'Potential_Duplicates'],
      because: 'no issue type; the generated test Email_Format counts them',
    }),
  }),
  cellKind({
    key: 'invalid_state',
    title: 'states that are none',
    suits: hasRole('state'),
    spoil: (_value, random) => random.pick(['XX', 'Calif.', 'QQ', 'Mass']),
    expects: (damage) =>
      isDependent(damage) && damage.share < EXCEPTIONAL_SHARE
        ? {
            must: ['Dependency_Violated'],
            may: [...ODD_TEXT, 'Non_Standard_Blanks', 'Small_Missing_Value_Ct'],
            because: 'the zip code says which state it should be',
          }
        : {
            must: [],
            may: [...ODD_TEXT, 'Non_Standard_Blanks', 'Small_Missing_Value_Ct'],
            because: 'no issue type; the generated test US_State counts them',
          },
  }),
  cellKind({
    key: 'numbers_among_words',
    title: 'numbers where words belong',
    suits: hasRole('given_name', 'family_name', 'entity', 'city', 'category'),
    spoil: (_value, random) => String(random.integer(1_000, 99_999)),
    expects: ({ table, column, cells }) => ({
      must: [
        ...(cells < FEW_NUMBERS * table.rows.filter((row) => row[column.name] !== null).length
          ? ['Small_Numeric_Value_Ct']
          : []),
        ...(column.role === 'category' ? [] : ['Non_Alpha_Name_Address']),
      ],
      may: ODD_TEXT,
      because: 'a name has letters; a few numbers among words are counted',
    }),
  }),
  cellKind({
    key: 'prefixed_names',
    title: 'a sign before a name',
    suits: hasRole('given_name', 'family_name', 'city'),
    spoil: (value, random) => random.pick(['*', '#', '1-']) + value,
    expects: () => ({
      must: ['Non_Alpha_Prefixed_Name'],
      may: ODD_TEXT,
      because: 'the first value in code point order begins with the sign',
    }),
  }),
  cellKind({
    key: 'repeated_values',
    title: 'values entered twice in a nearly unique column',
    suits: hasRole('email', 'words'),
    spoil: (_value, random, { table, column }) => random.pick(table.rows)[column.name] ?? undefined,
    severities: ['light', 'moderate'],
    expects({ table, column }) {
      const values = table.rows.map((row) => row[column.name]).filter((value) => value !== null);
      const distinct = new Set(values).size;
      return distinct > 1_000 && distinct > 0.99 * values.length
        ? {
            must: ['Potential_Duplicates'],
            may: ['Near_Unique_Key_Duplicates', ...ODD_TEXT],
            because: 'more than 1,000 values, nearly all of them once',
          }
        : {
            must: [],
            may: ['Potential_Duplicates', 'Near_Unique_Key_Duplicates', ...ODD_TEXT],
            because: 'values repeat anyway',
          };
    },
  }),
  columnKind({
    key: 'misleading_name',
    title: 'a column whose name says something else',
    suits: ({ table, column }) =>
      (column.role === 'email' || column.role === 'state') &&
      !table.columns.some(({ name }) => name === 'remark'),
    redeclare: () => ({ name: 'remark' }),
    expects({ table, column }) {
      const states = new Set(
        table.rows.map((row) => row[column.name]).filter((state) => /^[A-Z]{2}$/.test(state ?? '')),
      );
      return column.role === 'email'
        ? {
            must: ['Unexpected_Emails'],
            may: [],
            because: 'addresses are plain, and the name does not say it',
          }
        : states.size > SEVERAL_STATES
          ? {
              must: ['Unexpected_US_States'],
              may: [],
              because: 'codes of states are plain, and the name does not say it',
            }
          : { must: [], may: [], because: 'two letters of few states, or in lower case, are any code' };
    },
  }),
  columnKind({
    key: 'packed_values',
    title: 'several values in one',
    suits: hasRole('category'),
    remake: (value, random, { table, column }) =>
      value === null ? null : [value, random.pick(table.rows)[column.name], 'other'].join('|'),
    expects({ table, column }) {
      const isShort = table.rows.every((row) =>
        (row[column.name] ?? '').split('|').every((field) => field.length <= LONGEST_FIELD),
      );
      return isShort
        ? {
            must: ['Delimited_Data_Embedded'],
            may: ['Standardized_Value_Matches', 'Column_Pattern_Mismatch', 'Dependency_Violated'],
            because: 'three short fields in every value',
          }
        : {
            must: [],
            may: ['Delimited_Data_Embedded', 'Dependency_Violated'],
            because: 'long fields may be sentences',
          };
    },
  }),
  columnKind({
    key: 'other_shape_than_its_namesake',
    title: 'codes written in another way than in another table',
    suits: ({ dataset, table, column }) =>
      isTextColumn(column) &&
      column.role === 'code' &&
      dataset.tables.some(
        (other) => other !== table && other.columns.some(({ name }) => name === column.name),
      ) &&
      dataset.tables.every(
        (other) =>
          other.rows.length >= table.rows.length ||
          other.name === table.name ||
          !other.columns.some(({ name }) => name === column.name),
      ),
    remake: (value) => value?.replaceAll('-', '') ?? null,
    expects: ({ dataset, table }) =>
      dataset.tables.some(({ rows }) => rows.length > 10 * table.rows.length)
        ? {
            must: ['Table_Pattern_Mismatch'],
            may: [],
            because: 'one shape here, another in the larger table',
          }
        : {
            must: [],
            may: ['Table_Pattern_Mismatch'],
            because: 'two tables of a size: neither shape is the main one',
          },
  }),
];

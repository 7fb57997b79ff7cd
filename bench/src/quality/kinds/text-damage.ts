/** Characters that do not belong: spaces, quotes, invisible and broken ones; casing and cut-off text. */
import { isTextColumn, type QualityTable } from '../dataset.ts';
import { cellKind, type ErrorKind, hasRole, type Site } from '../error-kind.ts';
import { ODD_TEXT } from './side-effects.ts';

const isText = ({ column }: Site): boolean => isTextColumn(column);
const NAMES = ['given_name', 'family_name', 'entity', 'address', 'city'] as const;

const CONTROL_CHARACTERS = ['\u0001', '\u0007', '\u001b', '\u0085'] as const;
const INVISIBLE = ['\u00a0', '\u200b', '\u2009', '\ufeff'] as const;
/** `é` and friends in UTF-8, read as Latin-1; and the mark of a character that could not be read. */
const DAMAGED = ['Ã©', 'Ã¼', 'â€™', 'Ã¶', '\ufffd'] as const;

const inside = (value: string, at: number, what: string, skip = 0): string =>
  value.slice(0, at) + what + value.slice(at + skip);

/** Other rows hold the same value, so that two spellings of it stand side by side. */
function isRepeated(table: QualityTable, column: string): boolean {
  const values = table.rows.map((row) => row[column]).filter((value) => value !== null);
  return new Set(values).size < values.length / 2;
}

/** What another casing gives away, by what the column holds. */
const casing = ({ table, column }: Site) => ({
  must: [
    ...(hasRole(...NAMES)({ column } as Site) ? ['Inconsistent_Casing'] : []),
    ...(isRepeated(table, column.name) && !hasRole('given_name', 'family_name')({ column } as Site)
      ? ['Standardized_Value_Matches']
      : []),
  ],
  may: ['Inconsistent_Casing', ...ODD_TEXT],
  because: 'names have one casing; a repeated value now stands in two',
});

const CASED = hasRole('given_name', 'family_name', 'entity', 'address', 'city', 'category', 'words', 'email');

export const TEXT_DAMAGE: readonly ErrorKind[] = [
  cellKind({
    key: 'leading_spaces',
    title: 'leading spaces',
    suits: isText,
    spoil: (value, random) => random.pick([' ', '  ', '\t']) + value,
    expects: () => ({ must: ['Leading_Spaces'], may: ODD_TEXT, because: 'counted for every text column' }),
  }),
  cellKind({
    key: 'trailing_spaces',
    title: 'trailing spaces',
    suits: isText,
    spoil: (value, random) => value + random.pick([' ', '  ', '   ']),
    expects: () => ({ must: ['Trailing_Spaces'], may: ODD_TEXT, because: 'counted for every text column' }),
  }),
  cellKind({
    key: 'quoted',
    title: 'quotes that became part of the value',
    suits: isText,
    spoil: (value, random) => random.pick([`"${value}"`, `'${value}'`]),
    expects: () => ({ must: ['Quoted_Values'], may: ODD_TEXT, because: 'counted for every text column' }),
  }),
  cellKind({
    key: 'invisible_characters',
    title: 'no-break spaces, zero-width characters',
    suits: isText,
    spoil: (value, random) => inside(value, random.integer(1, value.length), random.pick(INVISIBLE)),
    expects: () => ({
      must: ['Non_Printing_Chars'],
      may: ['Trailing_Spaces', ...ODD_TEXT],
      because: 'counted for every text column',
    }),
  }),
  cellKind({
    key: 'control_characters',
    title: 'control characters',
    suits: isText,
    spoil: (value, random) => inside(value, random.integer(1, value.length), random.pick(CONTROL_CHARACTERS)),
    expects: () => ({
      must: ['Control_Characters'],
      may: ['Non_Printing_Chars', 'Trailing_Spaces', ...ODD_TEXT],
      because: 'counted for every text column',
    }),
  }),
  cellKind({
    key: 'encoding_damage',
    title: 'characters broken by a wrong encoding',
    suits: hasRole('given_name', 'family_name', 'entity', 'address', 'city', 'words', 'category'),
    spoil(value, random) {
      const vowels = [...value.matchAll(/[aeou]/g)].map((match) => match.index);
      return vowels.length === 0 ? undefined : inside(value, random.pick(vowels), random.pick(DAMAGED), 1);
    },
    expects: () => ({
      must: ['Encoding_Damage'],
      may: ['Non_Printing_Chars', 'Control_Characters', 'Inconsistent_Casing', ...ODD_TEXT],
      because: 'the traces of UTF-8 read as Latin-1 are counted',
    }),
  }),
  cellKind({
    key: 'upper_case',
    title: 'values in upper case',
    suits: CASED,
    spoil: (value) => value.toUpperCase(),
    expects: (damage) =>
      damage.column.role === 'email'
        ? { must: [], may: ODD_TEXT, because: 'letters of an address may be of either case' }
        : casing(damage),
  }),
  cellKind({
    key: 'lower_case',
    title: 'values in lower case',
    suits: CASED,
    spoil: (value) => value.toLowerCase(),
    expects: casing,
  }),
  cellKind({
    key: 'truncated',
    title: 'text that was cut off',
    suits: isText,
    spoil: (value, random) =>
      value.length < 4 ? undefined : value.slice(0, random.integer(2, value.length - 1)),
    expects: ({ column, share }) =>
      column.role === 'zip'
        ? { must: ['Invalid_Zip_USA'], may: [...ODD_TEXT, 'Non_Standard_Blanks'], because: 'too few digits' }
        : column.role === 'code' && share < 0.05
          ? {
              must: ['Column_Pattern_Mismatch'],
              may: [...ODD_TEXT, 'Trailing_Spaces', 'Potential_Duplicates', 'Small_Numeric_Value_Ct'],
              because: 'codes of one shape, and a few shorter ones',
            }
          : {
              must: [],
              may: [
                ...ODD_TEXT,
                'Small_Numeric_Value_Ct',
                'Non_Alpha_Name_Address',
                'Variant_Coded_Values',
                'Trailing_Spaces',
              ],
              because: 'a shorter word is a word',
            },
  }),
];

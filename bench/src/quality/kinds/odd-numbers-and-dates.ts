/** Numbers and dates out of their range, and those that stand for "none". */
import { addYears } from '../add-years.ts';
import { isDateColumn, isNumberColumn } from '../dataset.ts';
import { cellKind, type ErrorKind, type Site } from '../error-kind.ts';
import { ODD_DATES, ODD_NUMBERS } from './side-effects.ts';

const isNumber = ({ column }: Site): boolean => isNumberColumn(column) && column.role === 'number';
const isDate = ({ column }: Site): boolean => isDateColumn(column);

/** More than this many outliers are the tail of the distribution. */
const FEW = 0.01;

const numbersOf = ({ table, column }: Site): number[] =>
  table.rows.flatMap((row) => (row[column.name] === null ? [] : Number(row[column.name])));
const largest = (site: Site): number => numbersOf(site).reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = (site: Site): number => numbersOf(site).reduce((a, b) => Math.min(a, b), Infinity);

/** The longest run of nines that the type holds and that lies far from every value; undefined when there is none. */
function nines(site: Site): string | undefined {
  const room =
    site.column.type === 'DECIMAL(5,2)' ? 999 : site.column.type.startsWith('DECIMAL') ? 9_999 : 9_999_999;
  return [9_999, 99_999, 999_999, 9_999_999]
    .filter((sentinel) => sentinel <= room && sentinel > 10 * largest(site))
    .map(String)[0];
}

export const ODD_NUMBERS_AND_DATES: readonly ErrorKind[] = [
  cellKind({
    key: 'slipped_decimal_point',
    title: 'numbers a thousand times too large',
    suits: (site) => isNumber(site) && !site.column.type.startsWith('DECIMAL') && smallest(site) > -1e9,
    spoil: (value) => (Number(value) === 0 ? undefined : String(Number(value) * 1_000)),
    expects: ({ share }) =>
      share < FEW
        ? { must: ['Numeric_Outliers'], may: ODD_NUMBERS, because: 'few values, far from all others' }
        : { must: [], may: ODD_NUMBERS, because: 'so many large values are a part of the distribution' },
  }),
  cellKind({
    key: 'not_a_number',
    title: 'NaN and infinities',
    suits: (site) => isNumber(site) && site.column.type === 'DOUBLE',
    spoil: (_value, random) => random.pick(['NaN', 'Infinity', '-Infinity']),
    expects: () => ({ must: ['Infinite_Or_NaN_Values'], may: ODD_NUMBERS, because: 'counted apart' }),
  }),
  cellKind({
    key: 'sentinel_nines',
    title: '9999 and the like for "none"',
    suits: (site) => isNumber(site) && nines(site) !== undefined,
    spoil: (_value, _random, site) => nines(site),
    expects: ({ cells }) => ({
      must: cells >= 5 ? ['Sentinel_Values'] : [],
      may: ODD_NUMBERS,
      because:
        cells >= 5
          ? 'a known marker, far from all other values, and repeated'
          : 'too few to tell a marker from a number',
    }),
  }),
  cellKind({
    key: 'sentinel_minus_one',
    title: '-1 for "none"',
    suits: (site) => isNumber(site) && smallest(site) >= 0,
    spoil: () => '-1',
    expects: ({ cells }) => ({
      must: cells >= 5 ? ['Sentinel_Values'] : [],
      may: ODD_NUMBERS,
      because: cells >= 5 ? 'no other value is below zero' : 'too few to tell a marker from a number',
    }),
  }),
  cellKind({
    key: 'sentinel_date',
    title: '1900-01-01 and 9999-12-31 for "none"',
    suits: isDate,
    spoil: (_value, random) => random.pick(['1900-01-01', '9999-12-31']),
    expects: ({ entries }) => {
      const perMarker = Math.min(
        ...['1900-01-01', '9999-12-31'].map((day) => entries.filter(({ after }) => after === day).length),
      );
      return {
        must: perMarker >= 5 ? ['Sentinel_Values'] : ['Unlikely_Date_Values'],
        may: ODD_DATES,
        because: perMarker >= 5 ? 'known markers, repeated' : 'out of the range of dates',
      };
    },
  }),
  cellKind({
    key: 'ancient_date',
    title: 'dates of another century',
    suits: isDate,
    spoil: (value) => addYears(value, -300),
    expects: () => ({ must: ['Unlikely_Date_Values'], may: ODD_DATES, because: 'before 1900' }),
  }),
  cellKind({
    key: 'distant_date',
    title: 'dates generations ahead',
    suits: isDate,
    spoil: (value) => addYears(value, 70),
    expects: ({ entries }) =>
      entries.some(({ after }) => String(after) > '2056-07')
        ? { must: ['Unlikely_Date_Values'], may: ODD_DATES, because: 'more than 30 years ahead' }
        : { must: [], may: ODD_DATES, because: 'not beyond 30 years ahead' },
  }),
  cellKind({
    key: 'future_moment',
    title: 'things that happened in the future',
    suits: (site) => isDate(site) && !/birth|start/.test(site.column.name),
    spoil: (value) => (value > '2024-07' ? addYears(value, 3) : undefined),
    expects: () => ({
      must: ['Future_Timestamps'],
      may: ODD_DATES,
      because: 'what is recorded lies in the past of the run',
    }),
  }),
];

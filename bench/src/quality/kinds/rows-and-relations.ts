/** Damage between cells: rows that repeat, keys that repeat, rules and references that are broken, old tables. */
import type { Random, Row } from '@assay/demo-data';
import { addYears } from '../add-years.ts';
import { columnOf, isDateColumn, isTextColumn } from '../dataset.ts';
import {
  type Change,
  cellKind,
  type ErrorKind,
  hasRole,
  type ManifestEntry,
  type Site,
} from '../error-kind.ts';
import { ODD_NUMBERS, ODD_TEXT, REPEATED_ROWS } from './side-effects.ts';

/** Above this share of exceptions a rule is none. */
const RULE_SHARE = 0.05;
const FEWEST_ROWS = 3;
const DATES_OF_THINGS = /birth|opened|launched|start/;
/** A year before the day of the run (moments.ts). */
const YEAR_BEFORE = '2025-07-01';

const isFirst = ({ table, column }: Site): boolean => table.columns[0] === column;
const isDependent = ({ table, column }: Site): boolean =>
  table.dependencies.some(([, dependent]) => dependent === column.name);
const isKey = hasRole('key');

/** Copies of rows, changed by `change`, behind the others. */
function append(site: Site, share: number, random: Random, kind: string, change: (row: Row) => Row): Change {
  const { table } = site;
  const count = Math.max(FEWEST_ROWS, Math.round(share * table.rows.length));
  const copies = random.sample(table.rows, count).map(change);
  const entries = copies.map((_, i): ManifestEntry => {
    const row = table.rows.length + i;
    return { table: table.name, column: '*', row, kind, before: null, after: null };
  });
  const touched = ['(table)', ...table.columns.map(({ name }) => name)];
  return { table: { ...table, rows: [...table.rows, ...copies] }, entries, touched };
}

export const ROWS_AND_RELATIONS: readonly ErrorKind[] = [
  {
    key: 'duplicate_rows',
    title: 'rows loaded twice',
    severities: ['light', 'moderate', 'heavy'],
    scope: 'table',
    suits: isFirst,
    apply: (site, share, random) => append(site, share, random, 'duplicate_rows', (row) => ({ ...row })),
    expects: () => ({ must: ['Duplicate_Rows'], may: REPEATED_ROWS, because: 'whole rows are compared' }),
  },
  {
    key: 'duplicate_key',
    title: 'different rows with one key',
    severities: ['light', 'moderate', 'heavy'],
    scope: 'table',
    suits: isKey,
    apply(site, share, random) {
      const { table, column } = site;
      const others = table.columns.filter((each) => each !== column);
      const change = (row: Row): Row => {
        const donor = random.pick(table.rows);
        return { ...row, ...Object.fromEntries(others.map(({ name }) => [name, donor[name] ?? null])) };
      };
      return append(site, share, random, 'duplicate_key', change);
    },
    expects: ({ share }) =>
      share < 0.02
        ? {
            must: ['Near_Unique_Key_Duplicates'],
            may: REPEATED_ROWS,
            because: 'a key by name and nearly unique',
          }
        : { must: [], may: REPEATED_ROWS, because: 'too many repeats for a key' },
  },
  {
    key: 'swapped_columns',
    title: 'values of two columns in each other’s place',
    severities: ['light', 'moderate', 'heavy'],
    scope: 'table',
    suits: ({ table, column }) => table.confusable.some(([first]) => first === column.name),
    apply({ table, column }, share, random) {
      const [first, second] = table.confusable.find(([name]) => name === column.name)!;
      const count = Math.max(FEWEST_ROWS, Math.round(share * table.rows.length));
      const chosen = new Set(random.sample([...table.rows.keys()], count));
      const rows = table.rows.map((row, index) =>
        chosen.has(index) ? { ...row, [first]: row[second] ?? null, [second]: row[first] ?? null } : row,
      );
      const entries = [...chosen].flatMap((row) =>
        [first, second].map(
          (name): ManifestEntry => ({
            table: table.name,
            column: name,
            row,
            kind: 'swapped_columns',
            before: table.rows[row]?.[name] ?? null,
            after: rows[row]?.[name] ?? null,
          }),
        ),
      );
      return { table: { ...table, rows }, entries, touched: [first, second] };
    },
    expects({ table, column, share }) {
      const [, second] = table.confusable.find(([name]) => name === column.name)!;
      const may = [...ODD_TEXT, 'Small_Numeric_Value_Ct', 'Non_Alpha_Name_Address'];
      const isName = hasRole('family_name', 'given_name')({ column } as Site);
      if (columnOf(table, second).role !== 'zip' || !isName)
        return { must: [], may, because: 'either column holds text of many shapes' };
      const must = ['Non_Alpha_Name_Address', ...(share < 0.03 ? ['Small_Numeric_Value_Ct'] : [])];
      return { must, may, because: 'zip codes among names are numbers without a letter' };
    },
  },
  ...(['Recency_One_Year', 'Recency_Six_Months'] as const).map(
    (type): ErrorKind => ({
      key: type === 'Recency_One_Year' ? 'stale_for_years' : 'stale_for_months',
      title:
        type === 'Recency_One_Year'
          ? 'a table that stopped two years ago'
          : 'a table that stopped nine months ago',
      severities: ['whole'],
      scope: 'table',
      suits: (site) => isFirst(site) && site.table.columns.some(isDateColumn),
      apply({ table }) {
        const dated = table.columns.filter(isDateColumn).map(({ name }) => name);
        const limit = type === 'Recency_One_Year' ? '2024-06-01' : '2025-09-30';
        const entries: ManifestEntry[] = [];
        const rows = table.rows.map((row, index) => {
          const older = { ...row };
          for (const name of dated) {
            const before = row[name] ?? null;
            let after = before;
            while (after !== null && after > limit) after = addYears(after, -1);
            older[name] = after;
            if (after !== before)
              entries.push({ table: table.name, column: name, row: index, kind: 'stale', before, after });
          }
          return older;
        });
        return entries.length === 0 ? null : { table: { ...table, rows }, entries, touched: dated };
      },
      expects({ entries }) {
        const told = entries.filter(({ column }) => !DATES_OF_THINGS.test(column));
        const newest = told.map(({ after }) => after ?? '').reduce((a, b) => (a > b ? a : b), '');
        const may = ['Recency_One_Year', 'Recency_Six_Months', 'Small_Divergent_Value_Ct'];
        if (newest === '') return { must: [], may, because: 'dates of things do not tell when rows arrive' };
        return type === 'Recency_One_Year' || newest > YEAR_BEFORE
          ? { must: [type], may, because: 'the newest date of the table' }
          : { must: [], may, because: 'the table happens to have no date of that half-year' };
      },
    }),
  ),
  cellKind({
    key: 'broken_dependency',
    title: 'a value of another row where a rule says which it should be',
    suits: isDependent,
    spoil: (_value, random, { table, column }) => random.pick(table.rows)[column.name] ?? undefined,
    expects: ({ share }) =>
      share < RULE_SHARE
        ? {
            must: ['Dependency_Violated'],
            may: [...ODD_TEXT, ...ODD_NUMBERS],
            because: 'the rule holds nearly everywhere',
          }
        : { must: [], may: [...ODD_TEXT, ...ODD_NUMBERS], because: 'a rule with so many exceptions is none' },
  }),
  cellKind({
    key: 'orphans',
    title: 'references to what does not exist',
    suits: ({ dataset, table, column }) =>
      dataset.references.some(
        (reference) => reference.table === table.name && reference.column === column.name,
      ),
    spoil: (_value, random, { column }) =>
      isTextColumn(column)
        ? `S-${random.integer(7_000, 9_000)}`
        : String(random.integer(7_000_000, 9_000_000)),
    expects: () => ({
      must: ['Orphaned_References'],
      may: ['Dependency_Violated', 'Numeric_Outliers', ...ODD_TEXT],
      because: 'the column bears the name of the key, and nearly all its values are there',
    }),
  }),
];

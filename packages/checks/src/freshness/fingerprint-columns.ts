/** The columns of a table that tell best whether it was updated. */
import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import { means } from '../test-parts/profile-conditions.ts';

/** The column, and what it is watched for. */
export interface WatchedColumn {
  readonly column: string;
  readonly role: 'date of its process' | 'date of its transactions' | 'identifier' | 'figure';
}

const MOST_IDENTIFIERS = 2;

/**
 * A date that a process stamps on rows, a date of the transactions, two identifiers and a figure, as far as there are
 * such columns: what loads, adds, removes and corrects rows. Empty when there is none of these.
 */
export function fingerprintColumns({ columns }: TableProfile): readonly WatchedColumn[] {
  const usable = columns.filter(
    ({ error, generalType }) => error === null && ['A', 'D', 'N'].includes(generalType),
  );
  const watched = (found: readonly ColumnProfile[], role: WatchedColumn['role']): WatchedColumn[] =>
    found.map(({ column }) => ({ column, role }));
  return [
    ...watched(best(usable, isProcessDate, [changeRank], 1), 'date of its process'),
    ...watched(best(usable, isTransactionDate, [distinct], 1), 'date of its transactions'),
    ...watched(best(usable, isIdentifier, [identifierRank, distinct], MOST_IDENTIFIERS), 'identifier'),
    ...watched(best(usable, isFigure, [changeScore], 1), 'figure'),
  ];
}

type Rank = (column: ColumnProfile) => number;

/** The columns that rank highest; of equal ones by name. */
function best(
  columns: readonly ColumnProfile[],
  is: (column: ColumnProfile) => boolean,
  ranks: readonly Rank[],
  most: number,
): readonly ColumnProfile[] {
  const order = (a: ColumnProfile, b: ColumnProfile): number => {
    for (const rank of ranks) {
      const difference = rank(b) - rank(a);
      if (difference !== 0) return difference;
    }
    return a.column < b.column ? -1 : 1;
  };
  return columns.filter(is).toSorted(order).slice(0, most);
}

const distinct: Rank = ({ measures }) => Number(measures.distinct_value_ct ?? 0);

const isProcessDate = (column: ColumnProfile): boolean =>
  column.generalType === 'D' && means(column, 'Process *');

/** Whether a name says that rows are stamped when they change, or only when they are made. */
const changeRank: Rank = ({ column }) => (/mod|up/i.test(column) ? 2 : /cr|in/i.test(column) ? 1 : 0);

/** Not one that is watched as the date of a process already. */
const isTransactionDate = (column: ColumnProfile): boolean =>
  !isProcessDate(column) &&
  ((column.generalType === 'D' &&
    (means(column, 'Transactional Date*') || /timestamp/i.test(column.columnType))) ||
    means(column, 'Period*'));

const isIdentifier = (column: ColumnProfile): boolean => means(column, 'ID*');
const identifierRank: Rank = (column) =>
  means(column, 'ID-Unique*') ? 2 : means(column, 'ID-Secondary') ? 1 : 0;

const isFigure = (column: ColumnProfile): boolean =>
  column.generalType === 'N' &&
  means(column, 'Measure*', 'Sequence', 'Constant') &&
  changeScore(column) > Number.NEGATIVE_INFINITY;

/** How likely a change of the table shows in the column; minus infinity when nothing can be said. */
const changeScore: Rank = ({ measures }) => {
  const {
    record_ct: records,
    value_ct: values,
    distinct_value_ct: different,
    min_value: least,
    max_value: most,
    avg_value: average,
    stdev_value: spread,
  } = measures;
  const numbers = [records, values, different, least, most, average].map((value) =>
    Number(value ?? Number.NaN),
  );
  const [rows = 0, filled = 0, kinds = 0, low = 0, high = 0, middle = 0] = numbers;
  if (numbers.some(Number.isNaN) || rows <= 1 || middle === 0) return Number.NEGATIVE_INFINITY;
  const scale = Math.abs(middle);
  return (
    (0.25 * kinds) / rows +
    (0.15 * (high - low)) / scale +
    (0.1 * Math.min(1, Math.log10(Math.max(kinds, 1)))) / Math.log10(rows) +
    (0.4 * Number(spread ?? 0)) / scale +
    0.1 * (filled / rows)
  );
};

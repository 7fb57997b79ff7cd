import { findRenamedTables } from './find-renames.ts';
import type { ColumnPlace, LikelyRename, SchemaChanges } from './profile-comparison.ts';

/** What a profile and a catalog both know of a column. */
export interface SchemaColumn extends ColumnPlace {
  /** Ascending in the order of the table. */
  readonly position: number;
  /** Compared as text. */
  readonly columnType: string;
}
export interface SchemaTable<Column extends SchemaColumn> {
  readonly table: string;
  readonly columns: readonly Column[];
  /** Why its columns are not known; null when they are. */
  readonly error: string | null;
}

/** Guesses which of a table's removed columns came back under another name. */
export type RenameGuess<Column extends SchemaColumn> = (
  removed: readonly Column[],
  added: readonly Column[],
  /** Columns that both sides have, the earlier one first, in the order of the later side. */
  kept: readonly (readonly [Column, Column])[],
) => LikelyRename[];

/** Tables and columns that came, went, moved or have another type. A table that could not be read has no columns to compare. */
export function compareSchema<Column extends SchemaColumn>(
  before: readonly SchemaTable<Column>[],
  after: readonly SchemaTable<Column>[],
  guessRenames: RenameGuess<Column>,
): SchemaChanges {
  const removed = missingIn(after, before);
  const added = missingIn(before, after);
  const tables = pairTables(before, after)
    .filter((pair) => pair.every(({ error }) => error === null))
    .map(([earlier, later]) => compareTableSchema(earlier, later, guessRenames));
  return {
    tablesAdded: added.map(({ table }) => table),
    tablesRemoved: removed.map(({ table }) => table),
    columnsAdded: tables.flatMap((table) => table.added),
    columnsRemoved: tables.flatMap((table) => table.removed),
    typesChanged: tables.flatMap((table) => table.typesChanged),
    columnsMoved: tables.flatMap((table) => table.moved),
    likelyRenames: [...findRenamedTables(removed, added), ...tables.flatMap((table) => table.renames)],
  };
}

/** Tables of both sides that share their name, in the order of the later side. */
export function pairTables<Table extends { readonly table: string }>(
  before: readonly Table[],
  after: readonly Table[],
): [Table, Table][] {
  const earlier = new Map(before.map((table) => [table.table, table]));
  return after.flatMap((table) => {
    const match = earlier.get(table.table);
    return match === undefined ? [] : [[match, table]];
  });
}

/** Columns of both sides that share their name, in the order of the later side. */
export function pairColumns<Column extends { readonly column: string }>(
  before: { readonly columns: readonly Column[] },
  after: { readonly columns: readonly Column[] },
): [Column, Column][] {
  const earlier = new Map(before.columns.map((column) => [column.column, column]));
  return after.columns.flatMap((column) => {
    const match = earlier.get(column.column);
    return match === undefined ? [] : [[match, column]];
  });
}

const missingIn = <Table extends { readonly table: string }>(
  there: readonly Table[],
  tables: readonly Table[],
): Table[] => {
  const names = new Set(there.map(({ table }) => table));
  return tables.filter(({ table }) => !names.has(table));
};

function compareTableSchema<Column extends SchemaColumn>(
  before: SchemaTable<Column>,
  after: SchemaTable<Column>,
  guessRenames: RenameGuess<Column>,
) {
  const pairs = pairColumns(before, after);
  const names = new Set(pairs.map(([{ column }]) => column));
  const unpaired = ({ columns }: SchemaTable<Column>) => columns.filter(({ column }) => !names.has(column));
  const [removed, added] = [unpaired(before), unpaired(after)];
  return {
    removed: removed.map(placeOf),
    added: added.map(placeOf),
    renames: guessRenames(removed, added, pairs),
    typesChanged: pairs
      .filter(([one, other]) => one.columnType !== other.columnType)
      .map(([one, other]) => ({ ...placeOf(other), before: one.columnType, after: other.columnType })),
    moved: movedPairs(pairs).map(([one, other]) => ({
      ...placeOf(other),
      before: one.position,
      after: other.position,
    })),
  };
}

const placeOf = ({ table, column }: ColumnPlace): ColumnPlace => ({ table, column });

/** All but a longest run of pairs that kept their order. */
function movedPairs<Column extends SchemaColumn>(pairs: readonly [Column, Column][]): [Column, Column][] {
  const kept = longestAscending(pairs.map(([before]) => before.position));
  return pairs.filter((_, index) => !kept.has(index));
}

/** Indexes of a longest ascending subsequence, by patience sorting: n log n. */
function longestAscending(numbers: readonly number[]): ReadonlySet<number> {
  /** For each length, the index of the smallest number that ends a run of it. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) kept.add(index);
  return kept;
}

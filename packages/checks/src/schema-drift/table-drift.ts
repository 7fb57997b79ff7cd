import type { CatalogChange, CatalogChangeKind } from '../compare-catalogs/catalog-change.ts';
import type { SchemaFacts, TableState } from './schema-facts.ts';

/** More than this nobody reads in a result; the change log has them all. */
const CHANGES_SHOWN = 100;

const MODIFICATIONS: readonly CatalogChangeKind[] = [
  'type_changed',
  'nullability_changed',
  'default_changed',
  'order_changed',
];

/** `since` and later, by table. A table that was likely renamed is told so under both of its names. */
export function changesByTable(
  changes: readonly CatalogChange[],
): ReadonlyMap<string, readonly CatalogChange[]> {
  const told = changes.flatMap((change) =>
    change.kind === 'table_renamed' && change.before !== null
      ? [[change.table, change] as const, [change.before, change] as const]
      : [[change.table, change] as const],
  );
  const byTable = Map.groupBy(told, ([table]) => table);
  return new Map([...byTable].map(([table, some]) => [table, some.map(([, change]) => change)]));
}

/** `changes` are those of one table, in the order in which they were found; `since` is null in the first run. */
export function tableDrift(changes: readonly CatalogChange[], since: string | null): SchemaFacts {
  const counted = since === null ? [] : changes;
  const state = stateOf(counted);
  const count = (kind: CatalogChangeKind) => counted.filter((change) => change.kind === kind).length;
  const columnsAdded = count('column_added');
  const columnsDropped = count('column_dropped');
  const columnsModified = new Set(
    counted.filter(({ kind }) => MODIFICATIONS.includes(kind)).map(({ column }) => column),
  ).size;
  const counts = [columnsAdded, columnsDropped, columnsModified];
  return {
    kind: 'schema',
    since,
    state,
    columnsAdded,
    columnsDropped,
    columnsModified,
    signal: state === 'unchanged' ? null : [LETTERS[state], ...counts, since].join('|'),
    changes: counted.slice(0, CHANGES_SHOWN).map(({ table: _, ...change }) => change),
    changesLeftOut: Math.max(0, counted.length - CHANGES_SHOWN),
  };
}

const LETTERS: Readonly<Record<Exclude<TableState, 'unchanged'>, string>> = {
  added: 'A',
  dropped: 'D',
  modified: 'M',
};

/** The last word counts: a table may have gone and come back. */
function stateOf(changes: readonly CatalogChange[]): TableState {
  if (changes.length === 0) return 'unchanged';
  const last = changes.findLast(({ kind }) => kind === 'table_added' || kind === 'table_dropped');
  if (last === undefined) return 'modified';
  return last.kind === 'table_added' ? 'added' : 'dropped';
}

/** Which columns look like references to another table's key, by the naming that nearly all schemas share. */
import type { MeasuredColumn } from '../column-profile.ts';
import { countOf } from '../read-measure.ts';
import { entityOf, namesOwnKey, partsOf, sameWords, singular } from './key-names.ts';
import type { ReferenceQuestion } from './table-question.ts';

/** Each reads the column's distinct values and looks them up. */
const MOST_QUESTIONS = 200;
/** A key with a few repeats is still the key, and the repeats are an issue of their own. */
const LEAST_UNIQUE_SHARE = 0.98;
/** Types whose values can be looked up in each other's columns. */
const KEY_TYPES = new Set(['A', 'N', 'X']);

/** What is looked at of a column. */
type KeyColumn = Pick<MeasuredColumn, 'table' | 'column' | 'generalType' | 'measures' | 'error'>;
interface KeyTable {
  readonly table: string;
  readonly columns: readonly KeyColumn[];
}

interface Key {
  readonly column: KeyColumn;
  readonly keyWord: string;
  /** Words of the table's name, the last of them in the singular. */
  readonly entity: readonly string[];
}

/**
 * `orders.customer_id` asks for `customers.id` or `customers.customer_id`; `orders.billing_customer_id` too.
 * The key must be filled, and unique but for two rows in a hundred. At most 200, in the order of the tables; the same for the same measures.
 */
export function planReferences(tables: readonly KeyTable[]): ReferenceQuestion[] {
  const keys = tables.flatMap(keysOf);
  return tables
    .flatMap((table) =>
      table.columns.flatMap((column) => {
        const parent = parentOf(column, keys);
        return parent === null
          ? []
          : {
              table: table.table,
              column: column.column,
              parentTable: parent.table,
              parentColumn: parent.column,
            };
      }),
    )
    .slice(0, MOST_QUESTIONS);
}

/** Unique columns named after a key: `id`, or their table and a word for key. */
function keysOf(table: KeyTable): Key[] {
  const entity = entityOf(table.table);
  return table.columns.flatMap((column) => {
    const { keyWord } = partsOf(column.column);
    const isKey = keyWord !== null && namesOwnKey(column.column, table.table) && isUnique(column);
    return isKey ? { column, keyWord, entity } : [];
  });
}

/** The key of the table that the name names, the longest name first; null when there is none, or no single one. */
function parentOf(column: KeyColumn, keys: readonly Key[]): KeyColumn | null {
  const { stem, keyWord } = partsOf(column.column);
  if (keyWord === null || stem.length === 0 || column.error !== null) return null;
  if (countOf(column, 'value_ct') === 0) return null;
  const words = singular(stem);
  const named = keys.filter(
    (key) =>
      key.column.table !== column.table &&
      key.column.generalType === column.generalType &&
      key.entity.length > 0 &&
      sameWords(words.slice(-key.entity.length), key.entity) &&
      (key.keyWord === keyWord || (key.keyWord === 'id' && keyWord === 'fk')),
  );
  const longest = Math.max(...named.map(({ entity }) => entity.length));
  const best = named.filter(({ entity }) => entity.length === longest);
  const tables = new Set(best.map((key) => key.column.table));
  return tables.size === 1 ? best[0]!.column : null;
}

function isUnique(column: KeyColumn): boolean {
  const records = countOf(column, 'record_ct');
  return (
    column.error === null &&
    KEY_TYPES.has(column.generalType) &&
    records > 0 &&
    countOf(column, 'distinct_value_ct') >= LEAST_UNIQUE_SHARE * records
  );
}

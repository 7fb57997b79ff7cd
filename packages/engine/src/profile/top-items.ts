/** The most frequent items of each column of a statement, as parts of it. */
import { LISTED_CHARACTERS } from '@assay/checks';
import type { Dialect } from '@assay/dialects';
import type { StatementArms } from './statement-arms.ts';
import { inCodePointOrder } from './text-order.ts';

export interface ItemList {
  /** Of the table and of the rows of the answer. */
  readonly name: string;
  /** SELECT of (col, item, n): items, each once a column, and their rows. Those that are null are left out. */
  readonly entries: string;
  readonly limit: number;
}

/** Ties are in the order of their code points. `columns` = places in `col`, from 0. */
export function topItems(dialect: Dialect, list: ItemList, columns: number): StatementArms {
  return dialect.abilities.listsSmallest ? inOnePass(dialect, list) : sorted(dialect, list, columns);
}

/** A sort with a limit keeps only the best, where a rank of every entry would sort them all. */
function sorted(dialect: Dialect, { name, entries, limit }: ItemList, columns: number): StatementArms {
  const order = inCodePointOrder(dialect, 'item');
  const top = (col: number) =>
    `(SELECT item, n FROM ${name} WHERE col = ${col} ORDER BY n DESC, ${order} LIMIT ${limit}) AS top_${name}`;
  return {
    tables: [
      `${name} AS MATERIALIZED (SELECT col, item, n FROM (${entries}) AS entries WHERE item IS NOT NULL)`,
    ],
    selects: [
      ...Array.from({ length: columns }, (_, col) => ({
        items: `${col}, '${name}', left(item, ${LISTED_CHARACTERS}), n`,
        from: top(col),
      })),
      { items: `col, '${name}:total', CAST(count(*) AS text), sum(n)`, from: `${name} GROUP BY col` },
    ],
  };
}

/**
 * The first items of each number of rows; few entries are left to rank. Nothing is asked column by column, which would
 * read the entries of all of them each time.
 */
function inOnePass(dialect: Dialect, { name, entries, limit }: ItemList): StatementArms {
  const order = inCodePointOrder(dialect, 'item');
  const first = `SELECT col, n, count(item) AS entries, min(${order}, ${limit}) AS items FROM (${entries}) AS entries GROUP BY col, n`;
  const ranked =
    `SELECT col, item, n, row_number() OVER (PARTITION BY col ORDER BY n DESC, ${order}) AS place ` +
    `FROM (SELECT col, n, unnest(items) AS item FROM ${name}) AS listed`;
  return {
    tables: [`${name} AS MATERIALIZED (${first})`],
    selects: [
      {
        items: `col, '${name}', left(item, ${LISTED_CHARACTERS}), n`,
        from: `(${ranked}) AS ranked WHERE place <= ${limit}`,
      },
      {
        items: `col, '${name}:total', CAST(sum(entries) AS text), sum(entries * n)`,
        from: `${name} GROUP BY col`,
      },
    ],
  };
}

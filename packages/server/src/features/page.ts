/** Pages of rows: what every list of the API is made of. */
import type { SelectQueryBuilder } from 'kysely';

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
}

export interface Page<Item> extends PageRequest {
  readonly items: Item[];
  /** Items on all pages. */
  readonly total: number;
}

/** One page of an ordered query. A page past the end is empty and has the true total. */
export async function fetchPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { page, limit }: PageRequest,
): Promise<Page<Row>> {
  const counted = await query
    .clearSelect()
    .clearOrderBy()
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await query
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  // Kysely cannot see the one column through the generic row type.
  return { items: items as Row[], page, limit, total: Number((counted as { total: number }).total) };
}

/** The same page with its items turned into something else. */
export const mapPage = <Item, Result>(page: Page<Item>, turn: (item: Item) => Result): Page<Result> => ({
  ...page,
  items: page.items.map(turn),
});

/** A page of a list that is in memory. */
export const sliceIntoPage = <Item>(items: readonly Item[], { page, limit }: PageRequest): Page<Item> => ({
  items: items.slice((page - 1) * limit, page * limit),
  page,
  limit,
  total: items.length,
});

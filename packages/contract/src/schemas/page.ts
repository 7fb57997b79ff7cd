/** Lists come in pages, everywhere alike. */
import { z } from 'zod';
import { integerQuery } from './query-values.ts';
import { count } from './scalars.ts';

export const MAX_PAGE_LIMIT = 100;
export const DEFAULT_PAGE_LIMIT = 20;

/** The query parameters of every list; bounds are part of the contract: outside them is a mistake, not clamped. */
export const pageQuery = (options: { defaultLimit?: number } = {}) => ({
  page: integerQuery({
    min: 1,
    max: 1_000_000_000,
    fallback: 1,
    says: 'Which page, from 1. A page past the end is empty.',
  }),
  limit: integerQuery({
    min: 1,
    max: MAX_PAGE_LIMIT,
    fallback: options.defaultLimit ?? DEFAULT_PAGE_LIMIT,
    says: 'Items on a page.',
  }),
});

/** A page of `item`s, as the named component `name`. */
export const pageOf = <Item extends z.ZodType>(name: string, item: Item) =>
  z
    .strictObject({
      items: z.array(item),
      page: z.int().min(1),
      limit: z.int().min(1).max(MAX_PAGE_LIMIT),
      total: count.describe('Items on all pages'),
    })
    .meta({ id: name });

export interface Page<Item> {
  readonly items: Item[];
  readonly page: number;
  readonly limit: number;
  readonly total: number;
}

/** A page that holds everything: for examples and for lists that are short by nature. */
export const wholePage = <Item>(items: Item[], limit: number = DEFAULT_PAGE_LIMIT): Page<Item> => ({
  items,
  page: 1,
  limit,
  total: items.length,
});

/** Periods without rows, told by those around them: naming each one could take as many rows as a calendar has days. */
import { column, daysBetween } from './expression.ts';
import type { ListingQuery } from './query.ts';
import { type RenderParts, relation } from './render-relation.ts';

export function pauses(
  { from, column: name, period, days }: Extract<ListingQuery, { query: 'pauses' }>,
  parts: RenderParts,
): string {
  const periods = `SELECT ${parts.expression(period)} AS this_one, count(*) AS row_count FROM ${relation(from, parts)} GROUP BY 1`;
  const neighbours = `SELECT this_one, row_count, lead(this_one) OVER (ORDER BY this_one) AS next_one FROM (${periods}) AS periods`;
  const apart = parts.expression(daysBetween(column('this_one', 'moment'), column('next_one', 'moment')));
  return (
    `SELECT this_one AS ${parts.dialect.quoteIdentifier(name)}, row_count, next_one AS next, days_until_next ` +
    `FROM (SELECT row_count, this_one, next_one, ${apart} AS days_until_next FROM (${neighbours}) AS neighbours) AS apart ` +
    `WHERE days_until_next > ${days} ORDER BY 4 DESC, 1`
  );
}

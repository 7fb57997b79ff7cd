/** Queries about which combinations of values there are, and how often. */
import { InvalidValueError } from './dialect-errors.ts';
import { column, daysBetween } from './expression.ts';
import type { MeasuringQuery, Relation } from './query.ts';
import { assertSameLength, keyNames, names, type RenderParts, relation } from './render-relation.ts';

type Combinations = Extract<MeasuringQuery, { query: 'missing_combinations' }>;
type Changes = Extract<MeasuringQuery, { query: 'changed_combinations' }>;
type Divergence = Extract<MeasuringQuery, { query: 'share_divergence' }>;
type Compared = Pick<Combinations, 'from' | 'columns' | 'reference' | 'referenceColumns'>;

/**
 * Both sides in one GROUP BY, which takes nulls as equal; then the groups that only `from` filled. A join or NOT
 * EXISTS on IS NOT DISTINCT FROM would compare every row with every other, because no index or hash serves it.
 */
export function missingCombinations(
  query: Combinations,
  parts: RenderParts,
  shown: readonly string[],
): string {
  const keys = keyNames(query.columns);
  const output = [...shown.map((name, index) => `${keys[index]} AS ${name}`), 'sum(in_from) AS row_count'];
  return (
    `SELECT ${output.join(', ')} FROM (${bothSides(query, parts)}) AS both_sides ` +
    `GROUP BY ${keys.join(', ')} HAVING max(in_reference) = 0`
  );
}

/** The rows of both relations under the same names, told apart by `in_from` and `in_reference`. */
function bothSides(query: Compared, parts: RenderParts): string {
  assertSameLength(query.columns, query.referenceColumns);
  const keys = keyNames(query.columns);
  const side = (columns: readonly string[], from: Relation, row: number, reference: number) => {
    const selected = names(columns, parts).map((name, index) => `${name} AS ${keys[index]}`);
    return `SELECT ${selected.join(', ')}, ${row} AS in_from, ${reference} AS in_reference FROM ${relation(from, parts)}`;
  };
  return [side(query.columns, query.from, 1, 0), side(query.referenceColumns, query.reference, 0, 1)].join(
    ' UNION ALL ',
  );
}

/**
 * Days count by the calendar, so that a timestamp column gives what its dates would. A combination belongs to the latest
 * period when it is at most `days` old, to the earlier one when it is at most twice as old. Rows without a date are in none.
 */
export function changedCombinations(query: Changes, parts: RenderParts, shown: readonly string[]): string {
  if (!Number.isSafeInteger(query.days) || query.days < 1) {
    throw new InvalidValueError(String(query.days), 'a number of days: write a whole number from 1');
  }
  const keys = keyNames(query.columns);
  const [date] = names([query.dateColumn], parts);
  const compared = names(query.columns, parts).map((name, index) => `${name} AS ${keys[index]}`);
  const dated = `SELECT ${compared.join(', ')}, ${date} AS at, max(${date}) OVER () AS newest FROM ${relation(query.from, parts)}`;
  const age = parts.expression(daysBetween(column('at', 'moment'), column('newest', 'moment')));
  const periods =
    `SELECT ${keys.join(', ')}, CASE WHEN age <= ${query.days} THEN 1 ELSE 0 END AS in_latest, ` +
    `CASE WHEN age > ${query.days} THEN 1 ELSE 0 END AS in_earlier ` +
    `FROM (SELECT ${keys.join(', ')}, ${age} AS age FROM (${dated}) AS dated) AS aged WHERE age <= ${2 * query.days}`;
  const output = [...shown.map((name, index) => `${keys[index]} AS ${name}`), 'count(*) AS row_count'];
  if (shown.length > 0)
    output.push(`CASE max(in_latest) WHEN 0 THEN 'latest' ELSE 'earlier' END AS missing_from`);
  const lost = query.direction === 'dropped' ? 'max(in_latest) = 0' : 'max(in_latest) + max(in_earlier) = 1';
  return `SELECT ${output.join(', ')} FROM (${periods}) AS periods GROUP BY ${keys.join(', ')} HAVING ${lost}`;
}

export function divergence(query: Divergence, parts: RenderParts): string {
  const term = (share: string) =>
    `CASE WHEN ${share} > 0 THEN ${share} * ln(2 * ${share} / (share + reference_share)) / ln(2) ELSE 0 END`;
  return (
    `SELECT CASE WHEN count(share) > 0 AND count(reference_share) > 0 ` +
    // Rounding may leave the sum a hair below what it can be.
    `THEN greatest(0, sum(${term('share')} + ${term('reference_share')}) / 2) END AS measure, ` +
    `CAST(coalesce(sum(row_count), 0) AS BIGINT) AS affected_rows FROM (${shares(query, parts)}) AS shares`
  );
}

/** Every combination with its share on both sides, the greatest difference first. */
export function categoryShares(query: Divergence, parts: RenderParts): string {
  const keys = keyNames(query.columns);
  const shown = names(query.columns, parts).map((name, index) => `${keys[index]} AS ${name}`);
  return (
    `SELECT ${shown.join(', ')}, row_count, share, reference_share FROM (${shares(query, parts)}) AS shares ` +
    `ORDER BY abs(share - reference_share) DESC, ${keys.join(', ')}`
  );
}

/** A side without rows has no shares: null. */
function shares(query: Divergence, parts: RenderParts): string {
  const keys = keyNames(query.columns).join(', ');
  const share = (rows: string) =>
    `CAST(sum(${rows}) AS double precision) / nullif(sum(sum(${rows})) OVER (), 0)`;
  return (
    `SELECT ${keys}, sum(in_from) AS row_count, ${share('in_from')} AS share, ` +
    `${share('in_reference')} AS reference_share FROM (${bothSides(query, parts)}) AS both_sides GROUP BY ${keys}`
  );
}

/** Totals of groups held against those of a reference. */
import type { BalanceRule, GroupedTotals, MeasuringQuery } from './query.ts';
import { assertSameLength, keyNames, names, type RenderParts, relation } from './render-relation.ts';

type Unbalanced = Extract<MeasuringQuery, { query: 'unbalanced_groups' }>;

/** Columns `shown`, then row_count, total, reference_total. Null keys are equal. */
export function unbalancedGroups(query: Unbalanced, parts: RenderParts, shown: readonly string[]): string {
  const { totals, reference, rule } = query;
  assertSameLength(totals.groupBy, reference.groupBy);
  const keys = keyNames(totals.groupBy).join(', ');
  const both = [
    side(
      totals,
      parts,
      (total) =>
        `${total} AS total, NULL AS reference_total, count(*) AS row_count, 1 AS in_totals, 0 AS in_reference`,
    ),
    side(reference, parts, (total) => `NULL, ${total}, 0, 0, 1`),
  ].join(' UNION ALL ');
  const joined =
    `SELECT ${keys}, sum(total) AS total, sum(reference_total) AS reference_total, sum(row_count) AS row_count, ` +
    `max(in_totals) AS in_totals, max(in_reference) AS in_reference FROM (${both}) AS both_sides GROUP BY ${keys}`;
  const output = keyNames(shown).map((key, index) => `${key} AS ${shown[index]}`);
  return (
    `SELECT ${[...output, 'row_count', 'total', 'reference_total'].join(', ')} ` +
    `FROM (${joined}) AS joined WHERE ${broken(rule)}`
  );
}

function side(
  { from, groupBy, total, having }: GroupedTotals,
  parts: RenderParts,
  rest: (total: string) => string,
): string {
  const columns = names(groupBy, parts);
  const keyed = columns.map((name, index) => `${name} AS ${keyNames(columns)[index]}`);
  const selected = [...keyed, rest(parts.expression(total))].join(', ');
  const grouped = `SELECT ${selected} FROM ${relation(from, parts)} GROUP BY ${columns.join(', ')}`;
  return having === null ? grouped : `${grouped} HAVING ${parts.expression(having)}`;
}

/** Unknown totals on both sides agree; on one side only they do not. */
function broken(rule: BalanceRule): string {
  switch (rule.rule) {
    case 'equal':
      return 'in_totals + in_reference < 2 OR total IS DISTINCT FROM reference_total';
    case 'at_least':
      return (
        'in_reference = 1 AND (in_totals = 0 OR total < reference_total ' +
        'OR (total IS NULL AND reference_total IS NOT NULL))'
      );
    case 'within': {
      // A percentage of a negative total would turn the range around.
      const step = (size: number) =>
        rule.unit === 'amount' ? `(${size})` : `abs(reference_total) * (${size}) / 100`;
      const range = `total BETWEEN reference_total + ${step(rule.low)} AND reference_total + ${step(rule.high)}`;
      return `in_totals + in_reference < 2 OR (total IS NULL) <> (reference_total IS NULL) OR NOT (${range})`;
    }
  }
}

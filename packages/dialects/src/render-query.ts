/** Measuring and listing queries as statements. Standard SQL throughout: what differs is in names and conditions. */
import { InvalidValueError } from './dialect-errors.ts';
import type { ListingQuery, MeasuringQuery } from './query.ts';
import {
  categoryShares,
  changedCombinations,
  divergence,
  missingCombinations,
} from './render-combinations.ts';
import { pauses } from './render-pauses.ts';
import { names, type RenderParts, relation } from './render-relation.ts';
import { unbalancedGroups } from './render-totals.ts';
import { inParentheses } from './render-user-sql.ts';

type Duplicates = Extract<MeasuringQuery, { query: 'duplicate_groups' }>;
type DistinctValues = Extract<MeasuringQuery, { query: 'distinct_values' }>;
type ValuesWhere = Extract<ListingQuery, { query: 'values_where' }>;

/** One row: `measure`, `affected_rows`. */
export function renderMeasuring(query: MeasuringQuery, parts: RenderParts): string {
  switch (query.query) {
    case 'duplicate_groups':
      return countedGroups(duplicateGroups(query, parts, []));
    case 'missing_combinations':
      return countedGroups(missingCombinations(query, parts, []));
    case 'unbalanced_groups':
      return countedGroups(unbalancedGroups(query, parts, []));
    case 'changed_combinations':
      return countedGroups(changedCombinations(query, parts, []));
    case 'share_divergence':
      return divergence(query, parts);
    case 'distinct_values':
      return distinctValues(query, parts);
    case 'user_rows':
      return `SELECT count(*) AS measure, count(*) AS affected_rows FROM ${inParentheses(query.sql, parts.dialect)} AS found`;
    case 'user_aggregate':
      // The count beside it makes the database refuse what is no aggregate; the cast, what is no number.
      return (
        `SELECT CAST(${parts.expression(query.aggregate)} AS DOUBLE PRECISION) AS measure, ` +
        `count(*) AS affected_rows FROM ${relation(query.from, parts)}`
      );
  }
}

/** At most `limit` rows, the worst first. */
export function renderListing(query: ListingQuery, limit: number, parts: RenderParts): string {
  return `${listed(query, parts)} LIMIT ${checkedLimit(limit)}`;
}

function checkedLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new InvalidValueError(String(limit), 'a limit: write a whole number of rows');
  }
  return limit;
}

function listed(query: ListingQuery, parts: RenderParts): string {
  switch (query.query) {
    case 'rows_where':
      return `SELECT * FROM ${relation(query.from, parts)}`;
    case 'values_where':
      return valuesWhere(query, parts);
    case 'pauses':
      return pauses(query, parts);
    case 'duplicate_groups': {
      const groups = duplicateGroups(query, parts, names(query.columns, parts));
      return `SELECT * FROM (${groups}) AS found ORDER BY ${worstFirst(query.columns.length)}`;
    }
    case 'missing_combinations': {
      const combinations = missingCombinations(query, parts, names(query.columns, parts));
      return `SELECT * FROM (${combinations}) AS found ORDER BY ${worstFirst(query.columns.length)}`;
    }
    case 'unbalanced_groups': {
      const shown = names(query.totals.groupBy, parts);
      return `SELECT * FROM (${unbalancedGroups(query, parts, shown)}) AS found ORDER BY ${byOrdinal(shown.length)}`;
    }
    case 'changed_combinations': {
      const changes = changedCombinations(query, parts, names(query.columns, parts));
      return `SELECT * FROM (${changes}) AS found ORDER BY ${worstFirst(query.columns.length)}`;
    }
    case 'share_divergence':
      return categoryShares(query, parts);
    case 'distinct_values':
      return valuesWhere({ ...query, query: 'values_where' }, parts);
    case 'user_rows':
      return `SELECT * FROM ${inParentheses(query.sql, parts.dialect)} AS found`;
    case 'user_aggregate':
      return `SELECT * FROM ${relation(query.from, parts)}`;
  }
}

/** By ordinal, because a column of the table may be called row_count itself: most rows first, then by value. */
function worstFirst(columns: number): string {
  return `${columns + 1} DESC, ${byOrdinal(columns)}`;
}

/** Groups have totals, which say little about which is worst. */
const byOrdinal = (columns: number): string =>
  Array.from({ length: columns }, (_, index) => String(index + 1)).join(', ');

function countedGroups(groups: string): string {
  return (
    'SELECT count(*) AS measure, CAST(coalesce(sum(row_count), 0) AS BIGINT) AS affected_rows ' +
    `FROM (${groups}) AS found`
  );
}

/** Columns `shown`, then row_count. GROUP BY takes nulls as equal. */
function duplicateGroups(query: Duplicates, parts: RenderParts, shown: readonly string[]): string {
  const grouped = names(query.columns, parts).join(', ');
  return (
    `SELECT ${[...shown, 'count(*) AS row_count'].join(', ')} FROM ${relation(query.from, parts)} ` +
    `GROUP BY ${grouped} HAVING count(*) > 1`
  );
}

/** Text of the values, joined: null over none. */
function distinctValues(query: DistinctValues, parts: RenderParts): string {
  const [name] = names([query.column], parts);
  const separator = parts.dialect.literal(query.separator, 'text');
  const values =
    `SELECT CAST(${name} AS text) AS value, count(*) AS row_count FROM ${relation(query.from, parts)} ` +
    `GROUP BY ${name} HAVING ${name} IS NOT NULL LIMIT ${checkedLimit(query.limit)}`;
  return (
    `SELECT string_agg(value, ${separator}) AS measure, CAST(coalesce(sum(row_count), 0) AS BIGINT) AS affected_rows ` +
    `FROM (${values}) AS found`
  );
}

function valuesWhere(query: ValuesWhere, parts: RenderParts): string {
  const name = parts.dialect.quoteIdentifier(query.column);
  const repeated = query.repeatedOnly === true ? ' HAVING count(*) > 1' : '';
  return (
    `SELECT ${name}, count(*) AS row_count FROM ${relation(query.from, parts)} ` +
    `GROUP BY ${name}${repeated} ORDER BY ${worstFirst(1)}`
  );
}

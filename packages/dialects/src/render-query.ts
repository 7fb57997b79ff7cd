/** Measuring and listing queries as statements. Standard SQL throughout: what differs is in names and conditions. */
import type { Dialect } from './dialect.ts';
import { InvalidValueError } from './dialect-errors.ts';
import type { Expression } from './expression.ts';
import type { ListingQuery, MeasuringQuery, Relation, TableName } from './query.ts';

/** What these queries need of a renderer. */
export interface RenderParts {
  readonly dialect: Dialect;
  expression(expression: Expression): string;
  tableName(table: TableName): string;
}

type Duplicates = Extract<MeasuringQuery, { query: 'duplicate_groups' }>;
type Combinations = Extract<MeasuringQuery, { query: 'missing_combinations' }>;
type ValuesWhere = Extract<ListingQuery, { query: 'values_where' }>;

/** One row: `measure`, `affected_rows`. */
export function renderMeasuring(query: MeasuringQuery, parts: RenderParts): string {
  switch (query.query) {
    case 'duplicate_groups':
      return countedGroups(duplicateGroups(query, parts, []));
    case 'missing_combinations':
      return countedGroups(missingCombinations(query, parts, []));
    case 'user_rows':
      return `SELECT count(*) AS measure, count(*) AS affected_rows FROM ${inParentheses(query.sql)} AS found`;
  }
}

/** At most `limit` rows, the worst first. */
export function renderListing(query: ListingQuery, limit: number, parts: RenderParts): string {
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new InvalidValueError(String(limit), 'a limit: write a whole number of rows');
  }
  return `${listed(query, parts)} LIMIT ${limit}`;
}

function listed(query: ListingQuery, parts: RenderParts): string {
  switch (query.query) {
    case 'rows_where':
      return `SELECT * FROM ${relation(query.from, parts)}`;
    case 'values_where':
      return valuesWhere(query, parts);
    case 'duplicate_groups': {
      const groups = duplicateGroups(query, parts, names(query.columns, parts));
      return `SELECT * FROM (${groups}) AS found ORDER BY ${worstFirst(query.columns.length)}`;
    }
    case 'missing_combinations': {
      const combinations = missingCombinations(query, parts, names(query.columns, parts));
      return `SELECT * FROM (${combinations}) AS found ORDER BY ${worstFirst(query.columns.length)}`;
    }
    case 'user_rows':
      return `SELECT * FROM ${inParentheses(query.sql)} AS found`;
  }
}

/** By ordinal, because a column of the table may be called row_count itself: most rows first, then by value. */
function worstFirst(columns: number): string {
  const values = Array.from({ length: columns }, (_, index) => String(index + 1));
  return [`${columns + 1} DESC`, ...values].join(', ');
}

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

/**
 * Both sides in one GROUP BY, which takes nulls as equal; then the groups that only `from` filled. A join or NOT
 * EXISTS on IS NOT DISTINCT FROM would compare every row with every other, because no index or hash serves it.
 */
function missingCombinations(query: Combinations, parts: RenderParts, shown: readonly string[]): string {
  if (query.columns.length !== query.referenceColumns.length) {
    throw new InvalidValueError(
      query.referenceColumns.join(', '),
      `a list of ${query.columns.length} columns, as many as are compared`,
    );
  }
  const keys = query.columns.map((_, index) => `key_${index + 1}`);
  const side = (columns: readonly string[], from: Relation, row: number, reference: number) => {
    const selected = names(columns, parts).map((name, index) => `${name} AS ${keys[index]}`);
    return `SELECT ${selected.join(', ')}, ${row} AS in_from, ${reference} AS in_reference FROM ${relation(from, parts)}`;
  };
  const both = [
    side(query.columns, query.from, 1, 0),
    side(query.referenceColumns, query.reference, 0, 1),
  ].join(' UNION ALL ');
  const output = [...shown.map((name, index) => `${keys[index]} AS ${name}`), 'sum(in_from) AS row_count'];
  return (
    `SELECT ${output.join(', ')} FROM (${both}) AS both_sides ` +
    `GROUP BY ${keys.join(', ')} HAVING max(in_reference) = 0`
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

function relation({ table, where }: Relation, parts: RenderParts): string {
  const name = parts.tableName(table);
  return where === null ? name : `${name} WHERE ${parts.expression(where)}`;
}

function names(columns: readonly string[], parts: RenderParts): readonly string[] {
  if (columns.length === 0) throw new InvalidValueError('', 'a list of columns: name at least one');
  return columns.map((column) => parts.dialect.quoteIdentifier(column));
}

/** SQL of a user: without a closing semicolon, and on lines of its own in case it ends in a comment. */
export function inParentheses(sql: string): string {
  return `(\n${sql.replace(/[\s;]+$/, '')}\n)`;
}

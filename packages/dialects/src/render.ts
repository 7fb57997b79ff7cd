/** Trees to SQL, for any dialect. */
import type { Aggregate } from './aggregate.ts';
import { checkedValue } from './bound-value.ts';
import type { Dialect, Renderer, Statement } from './dialect.ts';
import { InvalidValueError, UnsupportedFunctionError } from './dialect-errors.ts';
import type { Expression, LiteralValue } from './expression.ts';
import type { ListingQuery, MeasuringQuery, TableName } from './query.ts';
import { assertPortablePattern } from './regular-expression.ts';
import { renderListing, renderMeasuring } from './render-query.ts';
import { inParentheses } from './render-user-sql.ts';
import { valueType } from './value-type.ts';
import type { AggregateName, ScalarFunction } from './vocabulary.ts';

/** A dictionary holds each value once, and these need every row; no engine has a weighted form of them. */
const NEEDS_EVERY_ROW: ReadonlySet<AggregateName> = new Set(['standard_deviation', 'percentile']);

/** A renderer for one statement of `dialect`. */
export function createRenderer(dialect: Dialect): Renderer {
  const values: LiteralValue[] = [];

  function expression(tree: Expression): string {
    switch (tree.kind) {
      case 'column':
        return dialect.quoteIdentifier(tree.name);
      case 'literal':
        return dialect.literal(checkedValue(tree.value, tree.type), tree.type);
      case 'parameter': {
        const value = checkedValue(tree.value, tree.type);
        values.push(value);
        return dialect.placeholder(values.length, tree.type, value);
      }
      case 'call':
        return call(tree.fn, tree.args);
      case 'user_sql':
        return inParentheses(tree.sql, dialect);
    }
  }

  function call(fn: ScalarFunction, args: readonly Expression[]): string {
    const spelling = dialect.functions[fn];
    if (typeof spelling !== 'function') {
      throw new UnsupportedFunctionError(dialect.label, fn, spelling.unsupported);
    }
    if (fn === 'matches') checkPattern(args[1]);
    return spelling(args.map(expression), args);
  }

  function aggregate(of: Aggregate, weight: Expression<'number'> | null): string {
    const spelling = dialect.aggregates[of.aggregate];
    if (typeof spelling !== 'function') {
      throw new UnsupportedFunctionError(dialect.label, of.aggregate, spelling.unsupported);
    }
    if (weight !== null && NEEDS_EVERY_ROW.has(of.aggregate)) {
      throw new UnsupportedFunctionError(dialect.label, of.aggregate, 'a dictionary lacks the single rows');
    }
    if (of.aggregate === 'percentile' && !(of.fraction >= 0 && of.fraction <= 1)) {
      throw new InvalidValueError(String(of.fraction), 'a percentile: write a fraction from 0 to 1');
    }
    const inner = 'of' in of ? of.of : null;
    return spelling(inner === null ? '' : expression(inner), {
      weight: weight === null ? null : expression(weight),
      fraction: of.aggregate === 'percentile' ? of.fraction : Number.NaN,
      type: inner === null ? null : valueType(inner),
    });
  }

  function tableName({ schema, table }: TableName): string {
    const name = dialect.quoteIdentifier(table);
    return schema === null ? name : `${dialect.quoteIdentifier(schema)}.${name}`;
  }

  const parts = { dialect, expression, tableName };
  return {
    expression,
    aggregate,
    tableName,
    query: (query: MeasuringQuery) => renderMeasuring(query, parts),
    listing: (query: ListingQuery, limit: number) => renderListing(query, limit, parts),
    statement: (sql: string): Statement => ({ sql, values: [...values] }),
  };
}

/** Patterns of ours are written into the tree; those of users are bound, and are theirs to write. */
function checkPattern(pattern: Expression | undefined): void {
  if (pattern?.kind === 'literal') assertPortablePattern(String(pattern.value));
}

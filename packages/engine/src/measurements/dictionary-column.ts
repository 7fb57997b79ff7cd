/** Which aggregates can be computed from the distinct values of one column and their counts. */
import type { Aggregate, AggregateName, Expression } from '@assay/dialects';
import type { ColumnDescription } from '../target.ts';

/** Exact when weighted, whatever the type. A sum of weighted integers could overflow where the plain one does not. */
const WEIGHABLE: ReadonlySet<AggregateName> = new Set([
  'count',
  'count_if',
  'count_distinct',
  'minimum',
  'maximum',
]);

/**
 * The only column that the aggregate depends on, when all rows with equal values in it count alike; else null. Numbers
 * that are equal may be written differently (1.0 and 1.00, 0 and -0), and texts under a collation that ignores case are not
 * even the same text. What SQL of a user depends on is not known.
 */
export function dictionaryColumn(
  aggregate: Aggregate,
  columns: ReadonlyMap<string, ColumnDescription>,
): string | null {
  if (!('of' in aggregate) || !WEIGHABLE.has(aggregate.aggregate)) return null;
  const read = columnsRead(aggregate.of);
  const [name] = read ?? [];
  const column = name === undefined || read?.size !== 1 ? undefined : columns.get(name);
  if (column === undefined) return null;
  const isFaithful = hasOneText(column) || (hasOneValue(column) && !readsText(aggregate.of));
  return isFaithful ? column.name : null;
}

/** Null when it cannot be known. */
function columnsRead(expression: Expression): ReadonlySet<string> | null {
  switch (expression.kind) {
    case 'column':
      return new Set([expression.name]);
    case 'user_sql':
      return null;
    case 'call': {
      const parts = expression.args.map(columnsRead);
      return parts.includes(null) ? null : new Set(parts.flatMap((part) => [...(part ?? [])]));
    }
    default:
      return new Set();
  }
}

const readsText = (expression: Expression): boolean =>
  expression.kind === 'call' && (expression.fn === 'as_text' || expression.args.some(readsText));

/** Values that are equal are written alike. */
const hasOneText = ({ generalType, isDecimal, columnType, looselyEqual }: ColumnDescription): boolean =>
  generalType === 'N'
    ? isDecimal !== null && columnType !== 'numeric'
    : (generalType === 'A' || generalType === 'B' || generalType === 'D') && looselyEqual !== true;

/** Values that are equal are the same number. */
const hasOneValue = ({ generalType }: ColumnDescription): boolean => generalType === 'N';

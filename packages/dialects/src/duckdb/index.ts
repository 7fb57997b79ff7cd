/** DuckDB, for its own database files and for everything that is read or pulled into it; traps are in NOTES.md. */
import { type Dialect, unsupported } from '../dialect.ts';
import type { LiteralValue, ValueType } from '../expression.ts';
import { quoteStandardIdentifier, quoteStandardText } from '../standard/quoting.ts';
import { standardBoundsProblem } from '../standard/sql-bounds.ts';
import { aggregates } from './aggregates.ts';
import { functions } from './functions.ts';
import { introspection } from './introspection.ts';
import { classify } from './types.ts';

const CASTS: Readonly<Record<ValueType, string | null>> = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  moment: 'TIMESTAMP',
  any: null,
};

function literal(value: LiteralValue, type: ValueType): string {
  const cast = CASTS[type];
  if (value === null) return cast === null ? 'NULL' : `CAST(NULL AS ${cast})`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (type === 'number' || typeof value === 'number') return numberLiteral(String(value));
  return type === 'moment' ? `TIMESTAMP ${quoteStandardText(value)}` : quoteStandardText(value);
}

function numberLiteral(value: string): string {
  if (/[a-df-z]/i.test(value)) return `CAST('${value}' AS DOUBLE)`;
  return /^[+-]/.test(value) ? `(${value})` : value;
}

/** Integers keep every digit; a DECIMAL would force its scale upon what it is compared with, so the rest is DOUBLE. */
function numberCast(value: LiteralValue): string {
  return /^[+-]?[0-9]{1,38}$/.test(String(value)) ? 'HUGEINT' : 'DOUBLE';
}

export const duckdb: Dialect = {
  name: 'duckdb',
  label: 'DuckDB',
  abilities: {
    profilesInPlace: true,
    listsSmallest: true,
    // Columnar and vectorised; a second look at a CSV would parse it again.
    prefersDictionaries: false,
    maxStatementLength: 1_000_000,
    maxSelectItems: 1_000,
  },
  // https://duckdb.org/docs/stable/sql/samples: its samples differ from scan to scan as soon as there are two threads.
  rowSampling: unsupported('its samples are not the same twice, so the rows are copied first'),
  functions,
  aggregates,
  boundsProblem: standardBoundsProblem,
  quoteIdentifier: quoteStandardIdentifier,
  literal,
  placeholder(position, type, value) {
    const cast = type === 'number' ? numberCast(value) : CASTS[type];
    return cast === null ? `$${position}` : `CAST($${position} AS ${cast})`;
  },
  classify,
  introspection,
};

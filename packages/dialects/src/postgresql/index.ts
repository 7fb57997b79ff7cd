/** PostgreSQL 14 or newer; what surprises is in NOTES.md. */
import type { Dialect } from '../dialect.ts';
import type { LiteralValue, ValueType } from '../expression.ts';
import { quoteStandardIdentifier, quoteStandardText } from '../standard/quoting.ts';
import { standardBoundsProblem } from '../standard/sql-bounds.ts';
import { aggregates } from './aggregates.ts';
import { functions } from './functions.ts';
import { introspection } from './introspection.ts';
import { outwardFunctions } from './outward-functions.ts';
import { classify } from './types.ts';

const CASTS: Readonly<Record<ValueType, string | null>> = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  moment: 'timestamp',
  any: null,
};

/** E'' wherever there is a backslash: '' alone reads it in one of two ways, by a setting of the session. */
function quoteText(value: string): string {
  const quoted = quoteStandardText(value);
  return value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

function literal(value: LiteralValue, type: ValueType): string {
  const cast = CASTS[type];
  if (value === null) return cast === null ? 'NULL' : `CAST(NULL AS ${cast})`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (type === 'number' || typeof value === 'number') return numberLiteral(String(value));
  return type === 'moment' ? `TIMESTAMP ${quoteText(value)}` : quoteText(value);
}

/** Written as it is, so that PostgreSQL chooses the smallest type; in parentheses where a sign could bind wrongly. */
function numberLiteral(value: string): string {
  if (/[a-df-z]/i.test(value)) return `CAST('${value}' AS double precision)`;
  return /^[+-]/.test(value) ? `(${value})` : value;
}

/** Any number, but always the same. */
const SAMPLE_SEED = 64;

export const postgresql: Dialect = {
  name: 'postgresql',
  label: 'PostgreSQL',
  abilities: {
    profilesInPlace: false,
    listsSmallest: false,
    prefersDictionaries: true,
    maxStatementLength: 1_000_000,
    // Its target lists end at 1,664 entries.
    maxSelectItems: 1_600,
  },
  rowSampling: {
    // https://www.postgresql.org/docs/current/sql-select.html: views and foreign tables cannot be sampled.
    kinds: ['table', 'materialized_view', 'partitioned_table'],
    // A row is drawn by a hash of its place in the table and the seed.
    clause: (share) =>
      `TABLESAMPLE BERNOULLI (${numberLiteral(String(share * 100))}) REPEATABLE (${SAMPLE_SEED})`,
  },
  functions,
  aggregates,
  outwardFunctions,
  boundsProblem: standardBoundsProblem,
  quoteIdentifier: quoteStandardIdentifier,
  literal,
  placeholder(position, type) {
    const cast = CASTS[type];
    return cast === null ? `$${position}` : `CAST($${position} AS ${cast})`;
  },
  classify,
  introspection,
};

/**
 * How a column travels: what is selected from the target, as which CSV type DuckDB reads it, what is stored, and how the
 * stored columns are read. Stored names are c0, c1, ...: DuckDB's names ignore case, other databases' do not.
 */
import { asDouble, asText, column, createRenderer, type Dialect, type Expression } from '@assay/dialects';
import { type ColumnFacets, measuredAsText } from '../profile/column-facets.ts';
import type { ColumnDescription } from '../target.ts';

export interface Carrier {
  /** Expressions in the target's SQL. */
  readonly selects: readonly string[];
  /** DuckDB's type of each of them in the CSV. */
  readonly csvTypes: readonly string[];
  /** Select items over the CSV's columns, whose names are given. */
  readonly store: (csv: readonly string[]) => readonly string[];
  readonly facets: ColumnFacets;
}

/**
 * `exact` reads numbers and dates as DuckDB's own types; `lenient` reads them as text first, for the values that those
 * types refuse: NaN in a numeric, years before Christ. It costs about half as much again, so it is the second attempt.
 */
export type Carriage = 'exact' | 'lenient';

export function carrierOf(
  dialect: Dialect,
  description: ColumnDescription,
  facets: ColumnFacets | null,
  index: number,
  carriage: Carriage,
): Carrier {
  const sql = (expression: Expression) => createRenderer(dialect).expression(expression);
  const own = column(description.name);
  const name = `c${index}`;
  if (measuredAsText(description)) return plain(sql(asText(own)), 'VARCHAR', name, 'text');
  switch (description.generalType) {
    case 'B':
      return plain(sql(own), 'BOOLEAN', name, 'boolean');
    case 'D':
      return dateCarrier(sql(own), dateType(description), name, carriage);
    default: {
      const type = numberType(description);
      if (facets?.text !== undefined && facets.number !== undefined)
        return writtenNumber([sql(facets.number), sql(asText(own))], name);
      if (type === null || (carriage === 'lenient' && type.startsWith('DECIMAL')))
        return writtenNumber([sql(own)], name);
      const carrier = plain(sql(own), type, name, 'number');
      // See ordinaryFacets.
      return type === 'FLOAT'
        ? { ...carrier, facets: { ...carrier.facets, number: asDouble(column(name, 'number')) } }
        : carrier;
    }
  }
}

function plain(
  select: string,
  csvType: string,
  name: string,
  type: 'text' | 'number' | 'boolean' | 'moment',
): Carrier {
  const store = ([csv]: readonly string[]) => [`${csv} AS ${name}`];
  return { selects: [select], csvTypes: [csvType], store, facets: { value: column(name, type) } };
}

const DATE_TYPES: Readonly<Record<string, string>> = {
  date: 'DATE',
  'timestamp with time zone': 'TIMESTAMPTZ',
};
const dateType = ({ columnType }: ColumnDescription): string =>
  DATE_TYPES[columnType.replace(/\(\d+\)/, '')] ?? 'TIMESTAMP';

function dateCarrier(select: string, type: string, name: string, carriage: Carriage): Carrier {
  const carrier = plain(select, type, name, 'moment');
  // DuckDB's CSV reader takes the day 0044-03-15 BC for one of our era, and makes null of a moment with a zone that it
  // cannot read. It refuses both as a TIMESTAMP; moments come in UTC.
  if (carriage === 'exact')
    return { ...carrier, csvTypes: ['TIMESTAMP'], store: ([csv]) => [`CAST(${csv} AS ${type}) AS ${name}`] };
  // `0044-03-15 10:00:00 BC` is `0044-03-15 (BC) 10:00:00` here; what lies beyond DuckDB's years counts as infinity.
  const store = ([csv]: readonly string[]) => [
    `CASE WHEN ends_with(${csv}, ' BC') THEN ` +
      `TRY_CAST(regexp_replace(${csv}, '^(\\S+)(.*) BC$', '\\1 (BC)\\2') AS ${type}) ` +
      `WHEN ${csv} IS NOT NULL THEN coalesce(TRY_CAST(${csv} AS ${type}), CAST('infinity' AS ${type})) END AS ${name}`,
  ];
  return { ...carrier, csvTypes: ['VARCHAR'], store };
}

const NUMBER_TYPES: Readonly<Record<string, string>> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  'double precision': 'DOUBLE',
};

/** Null for numbers that no type of DuckDB holds exactly. */
function numberType({ columnType }: ColumnDescription): string | null {
  const decimal = /^numeric\((\d+),(\d+)\)$/.exec(columnType);
  if (decimal === null) return NUMBER_TYPES[columnType] ?? null;
  const [precision, scale] = [Number(decimal[1]), Number(decimal[2])];
  return precision <= 38 && scale <= precision ? `DECIMAL(${precision}, ${scale})` : null;
}

/**
 * A number as it was written: kept as text, so that forty digits stay apart, without the zeros that do not count
 * (1.50 = 1.5), and as a double to compute with. A second CSV column holds the text form where it is another.
 */
function writtenNumber(selects: readonly string[], name: string): Carrier {
  const store = ([written = '', text = written]: readonly string[]) => [
    `CASE WHEN contains(${written}, '.') THEN rtrim(rtrim(${written}, '0'), '.') ELSE ${written} END AS ${name}`,
    `${text} AS ${name}_text`,
    `TRY_CAST(${written} AS DOUBLE) AS ${name}_number`,
  ];
  return {
    selects,
    csvTypes: selects.map(() => 'VARCHAR'),
    store,
    facets: {
      value: column(name, 'text'),
      text: column(`${name}_text`, 'text'),
      number: column(`${name}_number`, 'number'),
    },
  };
}

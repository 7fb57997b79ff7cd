/** Types of columns, from the spelling of duckdb_columns(), normalised to the names that other engines use. */
import type { ColumnType, NativeColumn } from '../dialect.ts';
import type { GeneralType } from '../vocabulary.ts';

interface KnownType {
  readonly generalType: GeneralType;
  readonly columnType: string;
}
const known = (generalType: GeneralType, columnType: string): KnownType => ({ generalType, columnType });

const TYPES: Readonly<Record<string, KnownType>> = {
  VARCHAR: known('A', 'varchar(65535)'),
  BOOLEAN: known('B', 'boolean'),
  DATE: known('D', 'date'),
  TIMESTAMP: known('D', 'timestamp'),
  TIMESTAMP_S: known('D', 'timestamp'),
  TIMESTAMP_MS: known('D', 'timestamp'),
  TIMESTAMP_NS: known('D', 'timestamp'),
  'TIMESTAMP WITH TIME ZONE': known('D', 'timestamp with time zone'),
  TIME: known('T', 'time without time zone'),
  TIME_NS: known('T', 'time without time zone'),
  'TIME WITH TIME ZONE': known('T', 'time with time zone'),
  TINYINT: known('N', 'tinyint'),
  SMALLINT: known('N', 'smallint'),
  INTEGER: known('N', 'integer'),
  BIGINT: known('N', 'bigint'),
  HUGEINT: known('N', 'hugeint'),
  UTINYINT: known('N', 'utinyint'),
  USMALLINT: known('N', 'usmallint'),
  UINTEGER: known('N', 'uinteger'),
  UBIGINT: known('N', 'ubigint'),
  UHUGEINT: known('N', 'uhugeint'),
  FLOAT: known('N', 'real'),
  DOUBLE: known('N', 'double precision'),
};

/** `DECIMAL(10,2)` becomes `numeric(10,2)`; an ENUM is text, because its values are; the rest is X, verbatim. */
export function classify({ nativeType }: NativeColumn): ColumnType {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(nativeType);
  if (decimal !== null) {
    const [, precision, scale] = decimal;
    return {
      generalType: 'N',
      columnType: `numeric(${precision},${scale})`,
      isDecimal: Number(scale) > 0,
    };
  }
  // An array of enums, ENUM(...)[], is an array.
  if (/^ENUM\(.*\)$/s.test(nativeType)) {
    return { ...known('A', 'varchar(65535)'), isDecimal: false };
  }
  const type = TYPES[nativeType] ?? known('X', nativeType);
  return { ...type, isDecimal: nativeType === 'FLOAT' || nativeType === 'DOUBLE' ? null : false };
}

/** Types of columns, from the spelling of `format_type()`. */
import type { ColumnType, NativeColumn } from '../dialect.ts';
import type { GeneralType } from '../vocabulary.ts';

/**
 * By exact base name: types that users make (`public.char_kind`), arrays and domains never match by accident.
 * citext and enums are X: they compare by rules of their own.
 */
const GENERAL_TYPES: Readonly<Record<string, GeneralType>> = {
  'character varying': 'A',
  character: 'A',
  bpchar: 'A',
  '"char"': 'A',
  text: 'A',
  boolean: 'B',
  date: 'D',
  'timestamp without time zone': 'D',
  'timestamp with time zone': 'D',
  'time without time zone': 'T',
  'time with time zone': 'T',
  smallint: 'N',
  integer: 'N',
  bigint: 'N',
  numeric: 'N',
  real: 'N',
  'double precision': 'N',
  money: 'N',
};
const INEXACT = new Set(['real', 'double precision', 'money']);
/** How text without a limit is shown, as if it were this long. */
const UNLIMITED_TEXT = 'varchar(65535)';

interface TypeName {
  /** Without the modifier: `timestamp without time zone` of `timestamp(3) without time zone`. */
  readonly base: string;
  /** `10,2` of `numeric(10,2)`; null without one. */
  readonly modifier: string | null;
}

function parseType(nativeType: string): TypeName {
  const modifier = /\(([0-9, -]+)\)/.exec(nativeType);
  if (modifier === null) return { base: nativeType, modifier: null };
  return { base: nativeType.replace(modifier[0], ''), modifier: modifier[1] as string };
}

export function classify(column: NativeColumn): ColumnType {
  const type = parseType(column.nativeType);
  return {
    generalType: GENERAL_TYPES[type.base] ?? 'X',
    columnType: columnType(type, column.nativeType),
    isDecimal: isDecimal(type),
  };
}

function columnType({ base, modifier }: TypeName, nativeType: string): string {
  switch (base) {
    case 'timestamp without time zone':
      return 'timestamp';
    case 'character varying':
      return modifier === null ? UNLIMITED_TEXT : `varchar(${modifier})`;
    case 'character':
      return `char(${modifier ?? 1})`;
    case 'text':
    case 'bpchar':
      return UNLIMITED_TEXT;
    default:
      return nativeType;
  }
}

function isDecimal({ base, modifier }: TypeName): boolean | null {
  if (INEXACT.has(base)) return null;
  if (base !== 'numeric') return false;
  if (modifier === null) return true;
  const scale = Number(modifier.split(',')[1] ?? 0);
  return scale > 0;
}

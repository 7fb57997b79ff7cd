/** How one column is read: as itself, as text, as a number. Measures are declared over these. */
import type { MeasureSubject } from '@assay/checks';
import {
  asDouble,
  asText,
  column,
  type Expression,
  ifThenElse,
  isFiniteValue,
  number as literal,
  nullIf,
  type ValueType,
} from '@assay/dialects';
import type { ColumnDescription } from '../target.ts';

/** Expressions over the rows of a relation. A facet that is absent follows from `value`. */
export interface ColumnFacets {
  /** What "distinct" means. */
  readonly value: Expression;
  /** Only where it does not follow from the value: 1.50 and 1.5 are one number and two texts. */
  readonly text?: Expression<'text'>;
  /** Only where the value itself is not a number that can be added. */
  readonly number?: Expression<'number'>;
}

export interface ScanColumn {
  readonly description: ColumnDescription;
  readonly facets: ColumnFacets;
}

/** Text, times of day and everything unknown are measured in their text form. */
const MEASURED_AS_TEXT = new Set(['A', 'T', 'X']);
export const measuredAsText = ({ generalType }: ColumnDescription): boolean =>
  MEASURED_AS_TEXT.has(generalType);

const VALUE_TYPES: Readonly<Record<ColumnDescription['generalType'], ValueType>> = {
  A: 'text',
  B: 'boolean',
  D: 'moment',
  N: 'number',
  T: 'text',
  X: 'text',
};
const valueTypeOf = ({ generalType }: ColumnDescription): ValueType => VALUE_TYPES[generalType];

/** The facets of a column of an ordinary type. */
export function ordinaryFacets(description: ColumnDescription): ColumnFacets {
  // A value of an unknown type is no text yet, whatever it is measured as.
  const isUnknown = measuredAsText(description) && description.generalType !== 'A';
  const own = isUnknown ? column(description.name) : column(description.name, valueTypeOf(description));
  if (measuredAsText(description)) return { value: asText(own) };
  // A 32-bit float is written with fewer digits than it has: engines differ in which of the two they answer.
  return description.columnType === 'real' ? { value: own, number: asDouble(own) } : { value: own };
}

export function subjectOf({ description, facets }: ScanColumn): MeasureSubject {
  const value = facets.value;
  const number = facets.number ?? (value as Expression<'number'>);
  const text = facets.text ?? (measuredAsText(description) ? (value as Expression<'text'>) : asText(value));
  return {
    value,
    text,
    number: holdsOnlyFinite(description, facets) ? number : finiteOrNull(number),
    anyNumber: number,
    moment: value as Expression<'moment'>,
  };
}

/** Binary floating point holds infinities, and numeric may hold NaN; whole numbers are spared the question. */
const holdsOnlyFinite = (
  { generalType, isDecimal, columnType }: ColumnDescription,
  { number }: ColumnFacets,
) =>
  generalType !== 'N' || (isDecimal === false && number === undefined && !columnType.startsWith('numeric'));

const finiteOrNull = (number: Expression<'number'>): Expression<'number'> =>
  ifThenElse(isFiniteValue(number), number, NO_NUMBER);
const NO_NUMBER = nullIf(literal(0), literal(0));

export const DICTIONARY = { value: 'value', text: 'text', number: 'number', weight: 'weight' } as const;

/** The same column, seen in its dictionary. */
export function dictionaryFacets({ description, facets }: ScanColumn): ColumnFacets {
  return {
    value: column(DICTIONARY.value, valueTypeOf(description)),
    ...(facets.text && { text: column(DICTIONARY.text, 'text') }),
    ...(facets.number && { number: column(DICTIONARY.number, 'number') }),
  };
}

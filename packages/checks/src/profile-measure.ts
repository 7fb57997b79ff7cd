/** A profile measure: one value of one column, declared once and computed on every engine. */
import type { Aggregate, Expression, GeneralType } from '@assay/dialects';
import type { ExampleCell, ExampleType } from './example.ts';
import type { ColumnMeasures, MeasureName, MeasureValues } from './measure-values.ts';

/** The column under measurement, seen as each type it can be read as. */
export interface MeasureSubject {
  /** The value as it is; what "distinct" means. */
  readonly value: Expression;
  /** Its text form; for text columns the value itself. */
  readonly text: Expression<'text'>;
  /** Only for numbers; null for infinities and not-a-number. */
  readonly number: Expression<'number'>;
  /** The same with infinities and not-a-number. */
  readonly anyNumber: Expression<'number'>;
  /** Only for dates and timestamps. */
  readonly moment: Expression<'moment'>;
}

export interface MeasureContext {
  /** When the run started, ISO 8601 UTC: what "future" and "a year ago" mean. */
  readonly runAt: string;
  /** Whether the column's numbers can hold a fraction exactly (see ColumnType.isDecimal). */
  readonly isDecimal: boolean | null;
  /** Whether the column's moments have a time of day. */
  readonly hasTime: boolean;
  /** The column's general type: some measures (zeros) are asked differently of text and of numbers. */
  readonly generalType: GeneralType;
}

interface MeasureDeclaration<Name extends MeasureName> {
  readonly name: Name;
  /** A few words for people. */
  readonly title: string;
  /** The definition, whole; a reader could compute it by hand. */
  readonly description: string;
  readonly appliesTo: readonly GeneralType[];
  /** How the answer of the database is read. */
  readonly result: 'count' | 'number' | 'text' | 'moment';
  readonly examples: readonly MeasureExample<Name>[];
}

export interface MeasureExample<Name extends MeasureName> {
  readonly type: ExampleType;
  readonly values: readonly ExampleCell[];
  readonly expect: MeasureValues[Name];
  /** Defaults to EXAMPLE_RUN_AT. */
  readonly runAt?: string;
}

/** Computed by the database. Null when the measure does not apply to this column after all. */
export interface AggregateMeasure<Name extends MeasureName = MeasureName> extends MeasureDeclaration<Name> {
  readonly aggregate: (subject: MeasureSubject, context: MeasureContext) => Aggregate | null;
}
/** Computed from other measures of the same column; `needs` come first. */
export interface DerivedMeasure<Name extends MeasureName = MeasureName> extends MeasureDeclaration<Name> {
  readonly needs: readonly MeasureName[];
  readonly derive: (measures: ColumnMeasures) => MeasureValues[Name];
}
/** Filled from a value grouping (see value-grouping.ts). */
export interface GroupingMeasure<Name extends MeasureName = MeasureName> extends MeasureDeclaration<Name> {
  readonly grouping: 'frequencies' | 'patterns';
  /** The number of groups (default), or the most frequent group and its rows. */
  readonly takes?: 'distinct' | 'top_value' | 'top_count';
}
export type ProfileMeasure = {
  [Name in MeasureName]: AggregateMeasure<Name> | DerivedMeasure<Name> | GroupingMeasure<Name>;
}[MeasureName];

export function defineMeasure<Name extends MeasureName>(
  measure: AggregateMeasure<Name> | DerivedMeasure<Name> | GroupingMeasure<Name>,
): ProfileMeasure {
  return measure as unknown as ProfileMeasure;
}

/** Reading measures that may be absent, because they do not apply to the column's type. */
import type { MeasuredColumn } from './column-profile.ts';
import type { ColumnMeasures } from './measure-values.ts';

type NamesOf<Value> = {
  [Name in keyof ColumnMeasures]-?: NonNullable<ColumnMeasures[Name]> extends Value ? Name : never;
}[keyof ColumnMeasures];
export type NumberMeasureName = NamesOf<number>;

/** A count of rows; 0 where it does not apply. */
export const countOf = (column: Pick<MeasuredColumn, 'measures'>, name: NumberMeasureName): number =>
  column.measures[name] ?? 0;

/** A number, or null where there is none. */
export const numberOf = (column: MeasuredColumn, name: NumberMeasureName): number | null =>
  column.measures[name] ?? null;

/** `part` of `whole`; 0 of nothing is 0. */
export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

export const isText = (column: MeasuredColumn): boolean => column.generalType === 'A';
export const isDate = (column: MeasuredColumn): boolean => column.generalType === 'D';

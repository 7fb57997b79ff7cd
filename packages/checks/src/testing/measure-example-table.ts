/** Profiles an example table in memory, with every measure and grouping: what an engine does, done by the reference. */
import { asText, column, type GeneralType } from '@assay/dialects';
import type { MeasuredColumn, MeasuredTable } from '../column-profile.ts';
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';
import type { ColumnMeasures, MeasureName } from '../measure-values.ts';
import type { MeasureContext, MeasureSubject, ProfileMeasure } from '../profile-measure.ts';
import { PROFILE_MEASURES } from '../profile-measures/catalog.generated.ts';
import type { GroupingResult, ValueGrouping } from '../value-grouping.ts';
import { VALUE_GROUPINGS } from '../value-groupings/value-groupings.ts';
import { evaluateAggregate } from './evaluate-aggregate.ts';
import { compareValues, evaluate, momentOf, type Row, type Value } from './evaluate-expression.ts';

const GENERAL_TYPES: Readonly<Record<string, GeneralType>> = {
  text: 'A',
  varchar: 'A',
  integer: 'N',
  bigint: 'N',
  numeric: 'N',
  double: 'N',
  boolean: 'B',
  date: 'D',
  timestamp: 'D',
  timestamptz: 'D',
  time: 'T',
  uuid: 'X',
};
const baseType = (type: ExampleType): string => type.replace(/\(.*$/, '');
export const generalTypeOf = (type: ExampleType): GeneralType => GENERAL_TYPES[baseType(type)] as GeneralType;

function isDecimalType(type: ExampleType): boolean | null {
  if (baseType(type) === 'double') return null;
  return baseType(type) === 'numeric';
}

const VALUE = 'v';

function textForm(type: ExampleType, value: Value): string | null {
  if (value === null) return null;
  const scale = /^numeric\(\d+,(\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined) return Number(value).toFixed(Number(scale));
  return value instanceof Date ? isoText(type, value) : String(value);
}
const isoText = (type: ExampleType, value: Date): string =>
  type === 'date' ? value.toISOString().slice(0, 10) : value.toISOString().replace(/(\.000)?Z$/, '');

function rowsOf(type: ExampleType, cells: readonly ExampleCell[]): Row[] {
  const isMoment = generalTypeOf(type) === 'D';
  return cells.map((cell) => ({
    cells: { [VALUE]: isMoment && typeof cell === 'string' ? momentOf(cell) : cell },
    textForm: (value) => textForm(type, value),
  }));
}

function subjectOf(type: ExampleType): MeasureSubject {
  const value = column(VALUE);
  return {
    value,
    text: generalTypeOf(type) === 'A' ? column<'text'>(VALUE) : asText(value),
    number: column<'number'>(VALUE),
    moment: column<'moment'>(VALUE),
  };
}

/** Every measure that applies, as an engine would report it. */
export function measureValues(
  type: ExampleType,
  cells: readonly ExampleCell[],
  runAt: string,
): { measures: ColumnMeasures; groupings: Record<ValueGrouping['name'], GroupingResult | null> } {
  const generalType = generalTypeOf(type);
  const context: MeasureContext = { runAt, isDecimal: isDecimalType(type), generalType };
  const rows = rowsOf(type, cells);
  const subject = subjectOf(type);
  const groupings = { frequencies: null, patterns: null } as Record<
    ValueGrouping['name'],
    GroupingResult | null
  >;
  for (const grouping of VALUE_GROUPINGS) {
    if (grouping.appliesTo.includes(generalType)) groupings[grouping.name] = group(grouping, subject, rows);
  }
  const measures: Partial<Record<MeasureName, string | number | null>> = {};
  const applicable = PROFILE_MEASURES.filter((measure) => measure.appliesTo.includes(generalType));
  for (const measure of applicable) {
    if ('aggregate' in measure) {
      const aggregate = measure.aggregate(subject, context);
      const value = aggregate === null ? null : evaluateAggregate(aggregate, rows);
      measures[measure.name] =
        value instanceof Date ? isoText(type, value) : (value as string | number | null);
    } else if ('grouping' in measure) {
      measures[measure.name] = groupings[measure.grouping]?.distinct ?? 0;
    }
  }
  deriveInOrder(applicable, measures);
  return { measures: measures as ColumnMeasures, groupings };
}

function deriveInOrder(
  applicable: readonly ProfileMeasure[],
  measures: Partial<Record<MeasureName, string | number | null>>,
): void {
  let open = applicable.filter((measure) => 'derive' in measure);
  while (open.length > 0) {
    const ready = open.filter((measure) => measure.needs.every((name) => name in measures));
    if (ready.length === 0) throw new Error(`no order for ${open.map(({ name }) => name).join(', ')}`);
    for (const measure of ready) measures[measure.name] = measure.derive(measures as ColumnMeasures);
    open = open.filter((measure) => !ready.includes(measure));
  }
}

function group(grouping: ValueGrouping, subject: MeasureSubject, rows: readonly Row[]): GroupingResult {
  const counts = new Map<string, number>();
  const key = grouping.groupBy(subject);
  for (const row of rows) {
    const value = evaluate(key, row);
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const all = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
  const items = all.slice(0, grouping.limit);
  const otherRows = all.slice(grouping.limit).reduce((sum, { count }) => sum + count, 0);
  return { items, distinct: all.length, otherRows, estimated: false };
}

export function measureExampleTable(example: ExampleTable, runAt: string): MeasuredTable {
  const columns = Object.entries(example.columns).map(([name, type], index): MeasuredColumn => {
    const cells = example.rows.map((row) => row[index] ?? null);
    const { measures, groupings } = measureValues(type, cells, runAt);
    return {
      table: example.table,
      column: name,
      position: index + 1,
      generalType: generalTypeOf(type),
      columnType: type === 'text' ? 'varchar(65535)' : type,
      nativeType: type,
      isDecimal: isDecimalType(type),
      measures,
      frequencies: groupings.frequencies,
      patterns: groupings.patterns,
      error: null,
    };
  });
  return {
    table: example.table,
    kind: 'table',
    recordCount: example.rows.length,
    columns,
    strategy: 'in_place',
    durationMs: 0,
    error: null,
  };
}

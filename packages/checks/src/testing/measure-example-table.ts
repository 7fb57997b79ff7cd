/** Profiles an example table in memory, with every measure and grouping: what an engine does, done by the reference. */
import {
  asText,
  column,
  type Expression,
  type GeneralType,
  ifThenElse,
  isFiniteValue,
  nullIf,
  number,
} from '@assay/dialects';
import type { Histogram, MeasuredColumn, MeasuredTable, ValueKindCounts } from '../column-profile.ts';
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';
import type { ColumnMeasures, MeasureName } from '../measure-values.ts';
import type { MeasureContext, MeasureSubject, ProfileMeasure } from '../profile-measure.ts';
import { PROFILE_MEASURES } from '../profile-measures/catalog.generated.ts';
import { planDependencies } from '../table-questions/plan-dependencies.ts';
import { type GroupingResult, LISTED_CHARACTERS, type ValueGrouping } from '../value-grouping.ts';
import { VALUE_GROUPINGS } from '../value-groupings/value-groupings.ts';
import { countValueKinds } from '../value-kinds/count-value-kinds.ts';
import { answerDependency, duplicateRowsOf } from './answer-table-questions.ts';
import { evaluateAggregate } from './evaluate-aggregate.ts';
import { compareValues, evaluate, momentOf, type Row, type Value } from './evaluate-expression.ts';
import { plainHistogram } from './plain-histogram.ts';

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
const isTimestamp = (type: ExampleType): boolean => type.startsWith('timestamp');
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

/** Numbers may be written as text: `NaN`, `Infinity`, forty digits. */
function cellValue(type: ExampleType, cell: ExampleCell): Value {
  if (typeof cell !== 'string') return cell;
  if (generalTypeOf(type) === 'D') return momentOf(cell);
  return generalTypeOf(type) === 'N' ? Number(cell) : cell;
}

function rowsOf(type: ExampleType, cells: readonly ExampleCell[]): Row[] {
  return cells.map((cell) => ({
    cells: { [VALUE]: cellValue(type, cell) },
    textForm: (value) => textForm(type, value),
  }));
}

const finiteOrNull = (x: Expression<'number'>): Expression<'number'> =>
  ifThenElse(isFiniteValue(x), x, nullIf(number(0), number(0)));

function subjectOf(type: ExampleType): MeasureSubject {
  const value = column(VALUE);
  return {
    value,
    text: generalTypeOf(type) === 'A' ? column<'text'>(VALUE) : asText(value),
    number: generalTypeOf(type) === 'N' ? finiteOrNull(column<'number'>(VALUE)) : column<'number'>(VALUE),
    anyNumber: column<'number'>(VALUE),
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
  const context: MeasureContext = {
    runAt,
    isDecimal: isDecimalType(type),
    hasTime: isTimestamp(type),
    generalType,
  };
  const rows = rowsOf(type, cells);
  const subject = subjectOf(type);
  const groupings = {
    frequencies: null,
    patterns: null,
    weekdays: null,
    hours: null,
    sentinels: null,
  } as Record<ValueGrouping['name'], GroupingResult | null>;
  for (const grouping of VALUE_GROUPINGS) {
    const key = grouping.appliesTo.includes(generalType) ? grouping.groupBy(subject, context) : null;
    if (key !== null) groupings[grouping.name] = group(grouping, key, rows);
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
      measures[measure.name] = taken(groupings[measure.grouping], measure.takes ?? 'distinct');
    }
  }
  deriveInOrder(applicable, measures);
  return { measures: measures as ColumnMeasures, groupings };
}

function taken(group: GroupingResult | null, what: 'distinct' | 'top_value' | 'top_count') {
  if (what === 'top_value') return group?.items[0]?.value ?? null;
  return (what === 'distinct' ? group?.distinct : group?.items[0]?.count) ?? 0;
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

function group(grouping: ValueGrouping, key: Expression<'text'>, rows: readonly Row[]): GroupingResult {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = evaluate(key, row);
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const all = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
  const items = all
    .slice(0, grouping.limit)
    .map(({ value, count }) => ({ value: [...value].slice(0, LISTED_CHARACTERS).join(''), count }));
  const otherRows = all.slice(grouping.limit).reduce((sum, { count }) => sum + count, 0);
  return { items, distinct: all.length, otherRows, estimated: false };
}

/** Of all distinct values: examples are small. */
function valueKindsOf(type: ExampleType, cells: readonly ExampleCell[]): ValueKindCounts {
  const isWhole = generalTypeOf(type) === 'N' && isDecimalType(type) === false;
  const isLookedAt = isWhole || 'AX'.includes(generalTypeOf(type));
  const texts = rowsOf(type, isLookedAt ? cells : []).map((row) => textForm(type, row.cells[VALUE] ?? null));
  return countValueKinds(new Set(texts.filter((text) => text !== null)));
}

const DAY_SECONDS = 86_400;

/** Of the finite values of numbers and moments; a bin of days begins with the first whole day in it. */
export function histogramOf(type: ExampleType, cells: readonly ExampleCell[]): Histogram | null {
  const present = cells.filter((cell) => cell !== null);
  if (generalTypeOf(type) === 'N') return plainHistogram(present.map(Number), (edge) => edge);
  if (generalTypeOf(type) !== 'D') return null;
  const seconds = present.map((cell) => momentOf(String(cell)).getTime() / 1000);
  return plainHistogram(seconds, (edge) => {
    const exact = type === 'date' ? Math.ceil(edge / DAY_SECONDS) * DAY_SECONDS : edge;
    return isoText(type, new Date(exact * 1000));
  });
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
      weekdays: groupings.weekdays,
      hours: groupings.hours,
      sentinels: groupings.sentinels,
      histogram: histogramOf(type, cells),
      valueKinds: valueKindsOf(type, cells),
      error: null,
    };
  });
  const table: MeasuredTable = {
    table: example.table,
    kind: 'table',
    recordCount: example.rows.length,
    sampledRows: null,
    duplicateRows: duplicateRowsOf(example),
    dependencies: [],
    columns,
    strategy: 'in_place',
    durationMs: 0,
    error: null,
  };
  const dependencies = planDependencies(table).map((question) => answerDependency(question, example));
  return { ...table, dependencies };
}

/** Measures all columns of one relation. What goes wrong in a column stays in that column. */
import type {
  ColumnMeasures,
  GroupingResult,
  Histogram,
  MeasuredColumn,
  ValueKindCounts,
} from '@assay/checks';
import { countRows, createRenderer } from '@assay/dialects';
import { bisect } from '../measurements/bisect.ts';
import { type Row, TargetError } from '../target.ts';
import { columnBatches } from './column-batches.ts';
import { columnError } from './column-error.ts';
import { type ColumnPlan, type PlannedMeasure, planColumn } from './column-plan.ts';
import { deriveMeasures } from './derive-measures.ts';
import { dictionaryStatement } from './dictionary-statement.ts';
import { exactEnd } from './exact-end.ts';
import { readHistogram } from './histogram-arms.ts';
import { inParallel } from './in-parallel.ts';
import type { MeasureCatalog } from './measure-catalog.ts';
import { readMeasure } from './read-measure.ts';
import type { ScanSource } from './scan-source.ts';
import { type GroupingOptions, readGrouping } from './value-grouping-arms.ts';
import { readValueKinds } from './value-kind-arms.ts';

export interface ScanOptions extends GroupingOptions {
  readonly table: string;
  readonly runAt: string;
  readonly onColumn: () => void;
}

/** Values of measures found so far; a failure takes the place of the values of a whole column. */
type ColumnOutcome =
  | {
      readonly measures: ColumnMeasures;
      readonly groupings: ReadonlyMap<string, GroupingResult>;
      readonly histogram: Histogram | null;
      readonly valueKinds: ValueKindCounts | null;
    }
  | { readonly error: string };

export async function countRelation(source: ScanSource): Promise<number> {
  const renderer = createRenderer(source.dialect);
  const sql = `SELECT ${renderer.aggregate(countRows(), null)} AS n FROM ${source.from}`;
  const [row] = await source.run(renderer.statement(sql));
  return Number(row?.n);
}

/**
 * Throws TargetError only for what ends the whole run: canceled, or the target is gone.
 * `recordCount` is the exact number of rows.
 */
export async function measureColumns(
  source: ScanSource,
  recordCount: number,
  catalog: MeasureCatalog,
  options: ScanOptions,
): Promise<readonly MeasuredColumn[]> {
  const plans = source.columns.map((column) => planColumn(column, catalog, options.runAt));
  // Text is dearest: begun first, it does not keep one thread busy after all others have run out of work.
  const dearestFirst = plans.toSorted((a, b) => b.measures.length - a.measures.length);
  // A server that is not ours is asked for one column at a time: its statements use few cores, and should be short.
  const batches = source.dialect.abilities.profilesInPlace
    ? columnBatches(dearestFirst, recordCount)
    : dearestFirst.map((plan) => [plan]);
  const measured = await inParallel(batches, source.concurrency, (batch) =>
    measureBatch(source, batch, recordCount, catalog, options),
  );
  return measured.flat().sort((a, b) => a.position - b.position);
}

async function measureBatch(
  source: ScanSource,
  batch: readonly ColumnPlan[],
  recordCount: number,
  catalog: MeasureCatalog,
  options: ScanOptions,
): Promise<MeasuredColumn[]> {
  const together = batch.length > 1 ? await measureTogether(source, batch, catalog, options) : null;
  const measured: MeasuredColumn[] = [];
  for (const [index, plan] of batch.entries()) {
    const outcome =
      together?.[index] ??
      (await measureAlone(source, plan, catalog, options).catch((error: unknown) => ({
        error: columnError(error),
      })));
    options.onColumn();
    measured.push(toMeasuredColumn(plan, recordCount, outcome, catalog, options.table));
  }
  return measured;
}

/** Null where one of the columns broke the statement: which one, each of them tells alone. */
async function measureTogether(
  source: ScanSource,
  batch: readonly ColumnPlan[],
  catalog: MeasureCatalog,
  options: ScanOptions,
): Promise<ColumnOutcome[] | null> {
  const { measures } = batch[0]!;
  const statement = dictionaryStatement(source, batch, measures, {
    ...options,
    withHistogram: true,
    withValueKinds: looksAtValues(catalog),
  });
  const rows = await source.run(statement).catch((error: unknown) => {
    columnError(error);
    return null;
  });
  if (rows === null) return null;
  const byColumn = Map.groupBy(rows, (row) => Number(row.col));
  return batch.map((plan, index) => {
    const own = byColumn.get(index) ?? [];
    const values = new Map<string, number | string | null>();
    readAnswer(own, measures, plan, values);
    return toOutcome(own, values, plan, catalog, options);
  });
}

async function measureAlone(
  source: ScanSource,
  plan: ColumnPlan,
  catalog: MeasureCatalog,
  options: ScanOptions,
): Promise<ColumnOutcome> {
  let rows: readonly Row[] = [];
  let brokeWhole = true;
  let failure: TargetError | null = null;
  const values = new Map<string, number | string | null>();
  const ask = async (measures: readonly PlannedMeasure[], isWhole: boolean) => {
    // Too little memory or time is no measure's fault, and would only be met again.
    if (failure !== null) throw failure;
    const statement = dictionaryStatement(source, [plan], measures, {
      ...options,
      withHistogram: isWhole,
      withValueKinds: looksAtValues(catalog),
    });
    const answer = await source.run(statement).catch((error: unknown) => {
      if (error instanceof TargetError && error.kind !== 'bad_sql') failure = error;
      throw error;
    });
    if (isWhole) brokeWhole = false;
    if (isWhole || rows.length === 0) rows = answer;
    readAnswer(answer, measures, plan, values);
  };
  await bisect(plan.measures, ask, (measure, error) => {
    if (failure !== null) throw failure;
    const message = columnError(error);
    // A number beyond what the engine can hold has no value; anything else broken makes the column unreliable.
    if (measure.result !== 'number' || plan.measures.length === 1) throw new TargetError('bad_sql', message);
    values.set(measure.name, null);
  });
  if (brokeWhole) rows = [...rows, ...(await histogramRows(source, plan, options))];
  return toOutcome(rows, values, plan, catalog, options);
}

/** A column whose squares are larger than a double can be counted in bins all the same. */
async function histogramRows(
  source: ScanSource,
  plan: ColumnPlan,
  options: ScanOptions,
): Promise<readonly Row[]> {
  const alone = { ...plan, groupings: [] };
  const asked = { ...options, withHistogram: true, withValueKinds: false };
  const answer = await source.run(dictionaryStatement(source, [alone], [], asked)).catch((error: unknown) => {
    columnError(error);
    return [];
  });
  return answer.filter(({ part }) => part !== 'measures');
}

const looksAtValues = ({ valueRecognisers }: MeasureCatalog): boolean => (valueRecognisers ?? []).length > 0;

function toOutcome(
  rows: readonly Row[],
  values: ReadonlyMap<string, number | string | null>,
  plan: ColumnPlan,
  catalog: MeasureCatalog,
  options: ScanOptions,
): ColumnOutcome {
  const recognisers = catalog.valueRecognisers ?? [];
  const measures = Object.fromEntries(values) as ColumnMeasures;
  const groupings = plan.groupings.map(
    (grouping) =>
      [
        grouping.grouping.name,
        readGrouping(rows, grouping, plan.column.description, measures.value_ct ?? 0, options),
      ] as const,
  );
  return {
    measures,
    groupings: new Map(groupings),
    histogram: readHistogram(rows, plan.column.description),
    valueKinds: recognisers.length === 0 ? null : readValueKinds(rows, recognisers),
  };
}

function readAnswer(
  rows: readonly Row[],
  measures: readonly PlannedMeasure[],
  plan: ColumnPlan,
  values: Map<string, number | string | null>,
): void {
  const row = rows.find(({ part }) => part === 'measures') ?? {};
  measures.forEach(({ name, result }, index) => {
    const { description } = plan.column;
    values.set(name, exactEnd(name, readMeasure(row[`m${index}`], result, description), description));
  });
}

function toMeasuredColumn(
  plan: ColumnPlan,
  recordCount: number,
  outcome: ColumnOutcome,
  catalog: MeasureCatalog,
  table: string,
): MeasuredColumn {
  const { name, position, generalType, columnType, nativeType, isDecimal } = plan.column.description;
  const identity = { table, column: name, position, generalType, columnType, nativeType, isDecimal };
  if ('error' in outcome) return { ...identity, ...failed(recordCount, outcome.error) };
  const groupings = Object.fromEntries(outcome.groupings);
  return {
    ...identity,
    measures: deriveMeasures(outcome.measures, outcome.groupings, generalType, catalog),
    frequencies: groupings.frequencies ?? null,
    patterns: groupings.patterns ?? null,
    weekdays: groupings.weekdays ?? null,
    hours: groupings.hours ?? null,
    sentinels: groupings.sentinels ?? null,
    histogram: outcome.histogram,
    valueKinds: outcome.valueKinds,
    error: null,
  };
}

const failed = (recordCount: number | null, error: string) => ({
  measures: recordCount === null ? {} : { record_ct: recordCount },
  frequencies: null,
  patterns: null,
  weekdays: null,
  hours: null,
  sentinels: null,
  histogram: null,
  valueKinds: null,
  error,
});

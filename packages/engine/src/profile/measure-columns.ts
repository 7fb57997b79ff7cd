/** Measures all columns of one relation. What goes wrong in a column stays in that column. */
import type { ColumnMeasures, GroupingResult, MeasuredColumn } from '@assay/checks';
import { countRows, createRenderer } from '@assay/dialects';
import { bisect } from '../measurements/bisect.ts';
import { type Row, TargetError } from '../target.ts';
import { columnError } from './column-error.ts';
import { type ColumnPlan, type PlannedMeasure, planColumn } from './column-plan.ts';
import { deriveMeasures } from './derive-measures.ts';
import {
  type DictionaryStatementOptions,
  dictionaryStatement,
  readGrouping,
} from './dictionary-statement.ts';
import { inParallel } from './in-parallel.ts';
import type { MeasureCatalog } from './measure-catalog.ts';
import { readMeasure } from './read-measure.ts';
import type { ScanSource } from './scan-source.ts';

export interface ScanOptions extends DictionaryStatementOptions {
  readonly table: string;
  readonly runAt: string;
  readonly onColumn: () => void;
}

/** Values of measures found so far; a failure takes the place of the values of a whole column. */
type ColumnOutcome =
  | { readonly measures: ColumnMeasures; readonly groupings: ReadonlyMap<string, GroupingResult> }
  | { readonly error: string };

export async function countRelation(source: ScanSource): Promise<number> {
  const renderer = createRenderer(source.dialect);
  const sql = `SELECT ${renderer.aggregate(countRows(), null)} AS n FROM ${renderer.tableName(source.relation)}`;
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
  const measured = await inParallel(dearestFirst, source.concurrency, async (plan) => {
    const outcome = await measureDictionary(source, plan, options).catch((error: unknown) => ({
      error: columnError(error),
    }));
    options.onColumn();
    return toMeasuredColumn(plan, recordCount, outcome, catalog, options.table);
  });
  return measured.sort((a, b) => a.position - b.position);
}

async function measureDictionary(
  source: ScanSource,
  plan: ColumnPlan,
  options: ScanOptions,
): Promise<ColumnOutcome> {
  let rows: readonly Row[] = [];
  const values = new Map<string, number | string | null>();
  await bisect(
    plan.measures,
    async (measures, isWhole) => {
      const answer = await source.run(dictionaryStatement(source, plan, measures, options));
      if (isWhole || rows.length === 0) rows = answer;
      readAnswer(answer[0] ?? {}, measures, plan, values);
    },
    (measure, error) => {
      const message = columnError(error);
      // A number beyond what the engine can hold has no value; anything else broken makes the column unreliable.
      if (measure.result !== 'number' || plan.measures.length === 1)
        throw new TargetError('bad_sql', message);
      values.set(measure.name, null);
    },
  );
  const measures = Object.fromEntries(values) as ColumnMeasures;
  const groupings = plan.groupings.map(
    (grouping) => [grouping.name, readGrouping(rows, grouping, measures.value_ct ?? 0, options)] as const,
  );
  return { measures, groupings: new Map(groupings) };
}

function readAnswer(
  row: Row,
  measures: readonly PlannedMeasure[],
  plan: ColumnPlan,
  values: Map<string, number | string | null>,
): void {
  measures.forEach(({ name, result }, index) => {
    values.set(name, readMeasure(row[`m${index}`], result, plan.column.description));
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
    error: null,
  };
}

const failed = (recordCount: number | null, error: string) => ({
  measures: recordCount === null ? {} : { record_ct: recordCount },
  frequencies: null,
  patterns: null,
  error,
});

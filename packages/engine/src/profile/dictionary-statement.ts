/**
 * One statement for columns that are alike: their dictionaries (each value with the number of its rows, and in `col` the
 * place of its column in the batch) are built once, and every measure and list is read from them. The answer has for each
 * column one row `measures`, and for each grouping its most frequent items, a row `total` and, where only a part was
 * looked at, a row `sampled`; then the histogram and a part of the values.
 */
import {
  type Aggregate,
  column,
  createRenderer,
  type Expression,
  type Renderer,
  type Statement,
} from '@assay/dialects';
import { DICTIONARY } from './column-facets.ts';
import type { ColumnPlan, PlannedMeasure } from './column-plan.ts';
import { histogramArms } from './histogram-arms.ts';
import type { ScanSource } from './scan-source.ts';
import { type GroupingOptions, groupingArms } from './value-grouping-arms.ts';
import { valueKindArms } from './value-kind-arms.ts';
import { entropy, isRankedStatistic, WeightedStatistics } from './weighted-statistics.ts';

const WEIGHT = column<'number'>(DICTIONARY.weight);

export interface DictionaryStatementOptions extends GroupingOptions {
  /** Left out after the whole statement failed: its doubles may be what the engine cannot hold. */
  readonly withHistogram: boolean;
  /** Whether anybody looks at single values. */
  readonly withValueKinds: boolean;
}

/** `batch` is not empty, and its plans are alike: see columnBatches. `measures` are those of the first. */
export function dictionaryStatement(
  source: ScanSource,
  batch: readonly ColumnPlan[],
  measures: readonly PlannedMeasure[],
  options: DictionaryStatementOptions,
): Statement {
  const renderer = createRenderer(source.dialect);
  const plan = batch[0]!;
  const pads = measures.map(() => ', NULL').join('');
  const statistics = new WeightedStatistics(renderer);
  const own: string[] = [];
  const items = measures.map(({ aggregate }, index) => {
    const name = `m${index}`;
    if (isRankedStatistic(aggregate)) return `, ${statistics.select(aggregate)} AS ${name}`;
    own.push(`, ${dictionaryAggregate(renderer, plan, aggregate)} AS ${name}`);
    return `, own.${name}`;
  });
  const arms = [
    ...plan.groupings.map((grouping) =>
      groupingArms(renderer, source.dialect, grouping, batch.length, options),
    ),
    options.withHistogram ? histogramArms(plan, statistics) : null,
    options.withValueKinds ? valueKindArms(renderer, source.dialect, plan, batch.length, options) : null,
  ].filter((arm) => arm !== null);
  const tables = new Set([
    ...cells(renderer, source, batch),
    `d AS MATERIALIZED (${dictionaries(renderer, source, batch)})`,
    ...statistics.tables(),
    ...arms.flatMap((arm) => arm.tables),
  ]);
  const parts = [
    `SELECT own.col, 'measures' AS part, NULL AS item, NULL AS n${items.join('')} ` +
      `FROM (SELECT col${own.join('')} FROM d GROUP BY col) AS own${statistics.joins('own')}`,
    ...arms.flatMap(({ selects }) => selects).map(({ items, from }) => `SELECT ${items}${pads} FROM ${from}`),
  ];
  return renderer.statement(`WITH ${[...tables].join(', ')} ${parts.join(' UNION ALL ')}`);
}

function dictionaries(renderer: Renderer, source: ScanSource, batch: readonly ColumnPlan[]): string {
  const isShared = batch.length > 1;
  const rows = batch.map((plan, index) => {
    const keys = facetsOf(plan).map(([name, facet]) =>
      isShared ? `${name}_${index} AS ${name}` : `${renderer.expression(facet)} AS ${name}`,
    );
    const positions = keys.map((_, key) => key + 2).join(', ');
    const from = isShared ? 'cells' : source.from;
    return `SELECT ${index} AS col, ${keys.join(', ')}, count(*) AS weight FROM ${from} GROUP BY ${positions}`;
  });
  // A column has a row even in an empty table: of a value that is null, and of no weight.
  const nulls = facetsOf(batch[0]!).map(() => ', NULL');
  const places = batch.map((_, index) => `(${index})`);
  const none = `SELECT col${nulls.join('')}, 0 FROM (VALUES ${places.join(', ')}) AS places(col)`;
  const raw = [...rows, none].join(' UNION ALL ');
  const { text } = batch[0]!.written ?? {};
  return text === undefined ? raw : `SELECT raw.*, ${renderer.expression(text)} AS text FROM (${raw}) AS raw`;
}

/** Opening a file of many columns costs as much as grouping a few of them, so a batch opens it once. */
function cells(renderer: Renderer, source: ScanSource, batch: readonly ColumnPlan[]): string[] {
  if (batch.length === 1) return [];
  const items = batch.flatMap((plan, index) =>
    facetsOf(plan).map(([name, facet]) => `${renderer.expression(facet)} AS ${name}_${index}`),
  );
  return [`cells AS MATERIALIZED (SELECT ${items.join(', ')} FROM ${source.from})`];
}

const facetsOf = ({ column: { facets } }: ColumnPlan): (readonly [name: string, facet: Expression])[] => [
  ['value', facets.value],
  ...(facets.text ? [['text', facets.text] as const] : []),
  ...(facets.number ? [['number', facets.number] as const] : []),
];

/** In a dictionary the values are distinct, unless their texts tell more of them apart. */
function dictionaryAggregate(renderer: Renderer, plan: ColumnPlan, aggregate: Aggregate): string {
  if (aggregate.aggregate === 'entropy') return entropy(renderer.expression(aggregate.of));
  const isUnique = plan.column.facets.text === undefined;
  if (isUnique && aggregate.aggregate === 'count_distinct' && aggregate.of === plan.subject.value)
    return renderer.aggregate({ aggregate: 'count', of: aggregate.of }, null);
  return renderer.aggregate(aggregate, WEIGHT);
}

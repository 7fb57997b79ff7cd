/**
 * One statement for one column: its dictionary (each value with the number of its rows) is built once, and every measure
 * and list of the column is read from it. The answer has one row `measures`, and for each grouping its most frequent
 * items, a row `total` and, where only a part was looked at, a row `sampled`.
 */
import type { GroupingResult, ValueGrouping } from '@assay/checks';
import { type Aggregate, column, createRenderer, type Renderer, type Statement } from '@assay/dialects';
import type { Row } from '../target.ts';
import { DICTIONARY } from './column-facets.ts';
import type { ColumnPlan, PlannedMeasure } from './column-plan.ts';
import type { ScanSource } from './scan-source.ts';
import { inCodePointOrder } from './text-order.ts';
import { isWeightedStatistic, WeightedStatistics } from './weighted-statistics.ts';

const WEIGHT = column<'number'>(DICTIONARY.weight);

export interface DictionaryStatementOptions {
  /** Dictionaries with more entries have their patterns estimated. */
  readonly patternDictionaryLimit: number;
}

export function dictionaryStatement(
  source: ScanSource,
  plan: ColumnPlan,
  measures: readonly PlannedMeasure[],
  options: DictionaryStatementOptions,
): Statement {
  const renderer = createRenderer(source.dialect);
  const pads = measures.map(() => 'NULL');
  const statistics = new WeightedStatistics(renderer);
  const aggregates = measures.map(({ aggregate }, index) => {
    const sql = isWeightedStatistic(aggregate)
      ? statistics.select(aggregate)
      : dictionaryAggregate(renderer, plan, aggregate);
    return `${sql} AS m${index}`;
  });
  const parts = [`SELECT 'measures' AS part, NULL AS item, NULL AS n${list(aggregates)} FROM d`];
  const tables = [`d AS MATERIALIZED (${dictionary(renderer, source, plan)})`, ...statistics.tables()];
  for (const grouping of plan.groupings) {
    const arm = groupingArms(renderer, source, plan, grouping, options);
    tables.push(...arm.tables);
    parts.push(...arm.selects.map((select) => `SELECT ${select.items}${list(pads)} FROM ${select.from}`));
  }
  return renderer.statement(`WITH ${tables.join(', ')} ${parts.join(' UNION ALL ')}`);
}

const list = (items: readonly string[]) => items.map((item) => `, ${item}`).join('');

function dictionary(renderer: Renderer, source: ScanSource, { column: { facets } }: ColumnPlan): string {
  const keys = [
    `${renderer.expression(facets.value)} AS value`,
    ...(facets.text ? [`${renderer.expression(facets.text)} AS text`] : []),
    ...(facets.number ? [`${renderer.expression(facets.number)} AS number`] : []),
  ];
  const positions = keys.map((_, index) => index + 1).join(', ');
  return `SELECT ${keys.join(', ')}, count(*) AS weight FROM ${renderer.tableName(source.relation)} GROUP BY ${positions}`;
}

/** In a dictionary the values are distinct, unless their texts tell more of them apart. */
function dictionaryAggregate(renderer: Renderer, plan: ColumnPlan, aggregate: Aggregate): string {
  const isUnique = plan.column.facets.text === undefined;
  if (isUnique && aggregate.aggregate === 'count_distinct' && aggregate.of === plan.subject.value)
    return renderer.aggregate({ aggregate: 'count', of: aggregate.of }, null);
  return renderer.aggregate(aggregate, WEIGHT);
}

interface GroupingArms {
  readonly tables: readonly string[];
  readonly selects: readonly { readonly items: string; readonly from: string }[];
}

function groupingArms(
  renderer: Renderer,
  source: ScanSource,
  plan: ColumnPlan,
  grouping: ValueGrouping,
  options: DictionaryStatementOptions,
): GroupingArms {
  const { name, limit } = grouping;
  const item = renderer.expression(grouping.groupBy(plan.subject));
  const order = inCodePointOrder(source.dialect, 'item');
  const top = `(SELECT item, n FROM ${name} ORDER BY n DESC, ${order} LIMIT ${limit}) AS top_${name}`;
  const selects = [
    { items: `'${name}', item, n`, from: top },
    { items: `'${name}:total', CAST(count(*) AS text), sum(n)`, from: name },
  ];
  if (name !== 'patterns') {
    // Text forms of different values differ, so the dictionary's own rows are the groups.
    const rows = `SELECT item, n FROM (SELECT ${item} AS item, weight AS n FROM d) AS items WHERE item IS NOT NULL`;
    return { tables: [`${name} AS MATERIALIZED (${rows})`], selects };
  }
  const sampled = patternSample(options.patternDictionaryLimit);
  return {
    tables: [
      'size AS MATERIALIZED (SELECT count(*) AS entries FROM d)',
      `sampled AS MATERIALIZED (SELECT value, weight FROM d, size WHERE value IS NOT NULL AND ${sampled})`,
      `${name} AS MATERIALIZED (SELECT item, sum(weight) AS n FROM (SELECT ${item} AS item, weight FROM sampled) AS items WHERE item IS NOT NULL GROUP BY item)`,
    ],
    selects: [
      ...selects,
      {
        items: `'${name}:sampled', CAST((SELECT entries FROM size) AS text), coalesce(sum(weight), 0)`,
        from: 'sampled',
      },
    ],
  };
}

/**
 * A part of a large dictionary that is the same in every run and on every engine: the values whose MD5 lies under a
 * limit that halves as the dictionary doubles. Exact patterns of 1,000,000 unique values of 36 characters cost more than
 * all other measures of the column together.
 */
function patternSample(limit: number): string {
  const steps = Array.from({ length: 24 }, (_, step) => {
    const upper = (0x100_0000 >> (step + 1)).toString(16).padStart(6, '0');
    return `WHEN entries <= ${limit * 2 ** (step + 1)} THEN md5(value) < '${upper}'`;
  });
  return `CASE WHEN entries <= ${limit} THEN TRUE ${steps.join(' ')} ELSE FALSE END`;
}

/** The grouping's rows of an answer; `valueCount` = non-null rows of the column. */
export function readGrouping(
  rows: readonly Row[],
  { name, limit }: ValueGrouping,
  valueCount: number,
  options: DictionaryStatementOptions,
): GroupingResult {
  const rowOf = (part: string) => rows.find((row) => row.part === part);
  const total = rowOf(`${name}:total`);
  const sampled = rowOf(`${name}:sampled`);
  const estimated = Number(sampled?.item ?? 0) > options.patternDictionaryLimit;
  const sampledRows = Number(sampled?.n ?? 0);
  const scale = estimated && sampledRows > 0 ? valueCount / sampledRows : 1;
  const items = rows
    .filter((row) => row.part === name)
    .slice(0, limit)
    .map((row) => ({ value: String(row.item), count: Math.round(Number(row.n) * scale) }));
  const listed = items.reduce((sum, item) => sum + item.count, 0);
  const allRows = Math.round(Number(total?.n ?? 0) * scale);
  return {
    items,
    distinct: Number(total?.item ?? 0),
    otherRows: Math.max(0, allRows - listed),
    estimated,
  };
}

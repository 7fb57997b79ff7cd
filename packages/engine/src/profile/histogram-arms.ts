/** Histograms of numbers and moments as parts of a column's statement. */
import type { Histogram, HistogramBin } from '@assay/checks';
import { asDouble, epochSeconds } from '@assay/dialects';
import type { ColumnDescription, Row } from '../target.ts';
import type { ColumnPlan } from './column-plan.ts';
import type { StatementArms } from './statement-arms.ts';
import type { WeightedStatistics } from './weighted-statistics.ts';

const MAX_BINS = 20;
const DAY_SECONDS = 86_400;

/** Beyond this the distance between two doubles may be no double, and everything is halved. */
const HUGE = '1e300';
/** Below this a hundredth may be no double. */
const TINY = '1e-290';

/** Null for columns whose values have no distances. */
export function histogramArms(plan: ColumnPlan, statistics: WeightedStatistics): StatementArms | null {
  const { generalType } = plan.column.description;
  if (generalType !== 'N' && generalType !== 'D') return null;
  const { number, moment } = plan.subject;
  // Spelled as the measures spell it, so that both read the same tables.
  const numbers = statistics.numbers(asDouble(generalType === 'N' ? number : epochSeconds(moment)));
  const { name } = numbers;
  const isHuge = `greatest(abs(low), abs(high)) > ${HUGE}`;
  const scaled = (x: string) =>
    `CASE WHEN NOT is_huge THEN ${x} WHEN abs(${x}) < 1 THEN 0 ELSE ${x} * 0.5 END`;
  // Sturges: one bin more each time the values double. A logarithm may end a little above the whole number that it is.
  const bins =
    `SELECT col, n, low, high, is_huge, ${scaled('low')} AS origin, (${scaled('high')}) - (${scaled('low')}) AS span, ` +
    `CASE WHEN low < high THEN least(${MAX_BINS}, 1 + ceil(ln(n) / ln(2) - 1e-9)) ELSE 1 END AS bins ` +
    `FROM (SELECT col, n, low, high, ${isHuge} AS is_huge FROM ${name}_all) AS ends`;
  // Worked out once a column, because a CASE is dear in every row. PostgreSQL refuses a share that is too small for a
  // double; all shares up to a hundredth lie in the first bin.
  const widths =
    `SELECT col, bins, is_huge, origin, CASE WHEN span > ${TINY} THEN span * 0.01 ELSE 0 END AS least_offset, ` +
    `CASE WHEN span > 0 THEN span ELSE 1 END AS divisor FROM bins`;
  // A value is in the quantile of its first row, so that none is in two of them; several entries of the dictionary may be
  // one double. The first value of every step is known too: a quantile may begin with the one that follows the values
  // that were sorted.
  numbers.alsoRank('bins', bins, 'floor(upto * bins / also.n) > floor(before * bins / also.n)');
  const width = `least(bins - 1, floor(greatest((${scaled('x')}) - origin, least_offset) / divisor * bins))`;
  const inBins = `SELECT numbers.col, weight, CAST(${width} AS integer) AS bin FROM ${numbers.rows} AS numbers JOIN (${widths}) AS bins ON bins.col = numbers.col`;
  const starts =
    `SELECT known.col, floor(before * bins / n) AS bin, x, before FROM (SELECT col, x, upto - sum(weight) AS before FROM ${name}_ranked GROUP BY col, x, upto ` +
    `UNION ALL SELECT col, first, before FROM ${name}_counts) AS known JOIN bins ON bins.col = known.col`;
  return {
    tables: [],
    selects: [
      { items: "col, 'bins', CAST(bins AS text), n", from: 'bins' },
      { items: "col, 'bins:low', CAST(low AS text), n", from: 'bins' },
      { items: "col, 'bins:high', CAST(high AS text), n", from: 'bins' },
      {
        items: "col, 'width', CAST(bin AS text), sum(weight)",
        from: `(${inBins}) AS binned GROUP BY col, bin`,
      },
      {
        items: "col, 'quantile', CAST(min(x) AS text), min(before)",
        from: `(${starts}) AS starts GROUP BY col, bin`,
      },
    ],
  };
}

/** Null where the answer has no histogram, or the column no finite value. */
export function readHistogram(rows: readonly Row[], column: ColumnDescription): Histogram | null {
  const numberOf = (part: string) => {
    const item = rows.find((row) => row.part === part)?.item;
    return item === null || item === undefined ? Number.NaN : Number(item);
  };
  const [bins, low, high] = [numberOf('bins'), numberOf('bins:low'), numberOf('bins:high')];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  const counts = new Map(partOf(rows, 'width').map(({ item, count }) => [item, count]));
  const edge = (index: number): number => {
    if (index === 0) return low;
    if (index === bins) return high;
    const share = index / bins;
    return low * (1 - share) + high * share;
  };
  const equalWidth = Array.from({ length: bins }, (_, index) => ({
    from: edge(index),
    to: edge(index + 1),
    count: counts.get(index) ?? 0,
  }));
  const total = Number(rows.find((row) => row.part === 'bins')?.n);
  // Here the count is that of the values before the bin.
  const starts = partOf(rows, 'quantile').sort((a, b) => a.item - b.item);
  const quantile = starts.map(({ item, count }, index) => ({
    from: item,
    to: starts[index + 1]?.item ?? high,
    count: (starts[index + 1]?.count ?? total) - count,
  }));
  const written = (list: readonly { from: number; to: number; count: number }[]): HistogramBin[] =>
    list
      .map(({ from, to, count }) => ({ from: edgeText(from, column), to: edgeText(to, column), count }))
      // Days are not divided: a bin between two of them holds nothing.
      .filter(({ from, to, count }) => count > 0 || from !== to);
  return { equalWidth: written(equalWidth), quantile: written(quantile) };
}

const partOf = (rows: readonly Row[], part: string) =>
  rows.filter((row) => row.part === part).map((row) => ({ item: Number(row.item), count: Number(row.n) }));

/** Milliseconds that a Date can hold and four digits of a year can say. */
const FIRST = new Date('0001-01-01T00:00:00Z').getTime();
const LAST = new Date('9999-12-31T23:59:59.999Z').getTime();

/** A day belongs to the bin whose first day is not after it, so edges between days count as the day that follows. */
function edgeText(edge: number, { generalType, columnType }: ColumnDescription): number | string {
  if (generalType === 'N') return edge;
  const isDate = columnType === 'date';
  const seconds = isDate ? Math.ceil(edge / DAY_SECONDS) * DAY_SECONDS : edge;
  const iso = new Date(Math.min(LAST, Math.max(FIRST, seconds * 1000))).toISOString();
  return isDate ? iso.slice(0, 10) : iso.replace(/(\.000)?Z$/, '');
}

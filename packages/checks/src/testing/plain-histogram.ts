/** Histograms counted value by value: the reference beside what engines do in one statement. */
import type { Histogram, HistogramBin } from '../column-profile.ts';

const MAX_BINS = 20;
/** Of so large numbers distances are taken at half the scale, because the whole may be no double. */
const HUGE = 1e300;

/** `edgeText` writes an edge as the profile does. Null of no finite number. */
export function plainHistogram(
  numbers: readonly number[],
  edgeText: (edge: number) => number | string,
): Histogram | null {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return null;
  const bins = low < high ? Math.min(MAX_BINS, 1 + doublings(sorted.length)) : 1;
  const scale = Math.max(Math.abs(low), Math.abs(high)) > HUGE ? 0.5 : 1;
  const span = high * scale - low * scale;
  const widthBin = (x: number) =>
    span === 0 ? 0 : Math.min(bins - 1, Math.floor(((x * scale - low * scale) / span) * bins));
  const edge = (index: number) => {
    if (index === 0) return low;
    return index === bins ? high : low * (1 - index / bins) + high * (index / bins);
  };
  const quantiles = [...Map.groupBy(sorted, (x) => Math.floor((sorted.indexOf(x) * bins) / sorted.length))];
  const written = ({ from, to, count }: { from: number; to: number; count: number }): HistogramBin => ({
    from: edgeText(from),
    to: edgeText(to),
    count,
  });
  return {
    equalWidth: Array.from({ length: bins }, (_, index) =>
      written({
        from: edge(index),
        to: edge(index + 1),
        count: sorted.filter((x) => widthBin(x) === index).length,
      }),
    ).filter(({ from, to, count }) => count > 0 || from !== to),
    quantile: quantiles.map(([, held], place) =>
      written({ from: held[0] as number, to: quantiles[place + 1]?.[1][0] ?? high, count: held.length }),
    ),
  };
}

/** How often one is doubled until it is `count` at least. */
function doublings(count: number): number {
  let times = 0;
  for (let reached = 1; reached < count; reached *= 2) times++;
  return times;
}

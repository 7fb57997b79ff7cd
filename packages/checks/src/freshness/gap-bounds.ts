/** How long the gaps between the updates of a table may be, from those that there were. */
import type { Sensitivity } from '../prediction/predict-band.ts';
import { median, quantile } from '../prediction/robust-statistics.ts';

export interface GapBounds {
  /** Minutes; null = no gap is too short. */
  readonly lower: number | null;
  readonly upper: number;
  /** For schedules that are relied upon: minutes after which an unchanged table is late. */
  readonly staleness: number;
}

interface Margins {
  /** Shares of the gaps: their quantiles bound the others. */
  readonly upper: number;
  readonly lower: number;
  /** The longest gap so far may be exceeded this much. */
  readonly stretch: number;
  readonly staleness: number;
}
const MARGINS: Readonly<Record<Sensitivity, Margins>> = {
  high: { upper: 0.8, lower: 0.2, stretch: 1, staleness: 0.75 },
  medium: { upper: 0.95, lower: 0.1, stretch: 1.25, staleness: 0.85 },
  low: { upper: 0.99, lower: 0.05, stretch: 1.5, staleness: 0.95 },
};

export const FEWEST_GAPS = 5;
/** Older gaps say little about how the table is updated now. */
export const NEWEST_GAPS = 40;

/** `gaps` in minutes, without excluded time, oldest first. Null while there are too few of them. */
export function gapBounds(gaps: readonly number[], sensitivity: Sensitivity): GapBounds | null {
  if (gaps.length < FEWEST_GAPS) return null;
  const newest = gaps.slice(-NEWEST_GAPS);
  const margins = MARGINS[sensitivity];
  const lower = quantile(newest, margins.lower);
  return {
    lower: lower > 0 ? lower : null,
    upper: Math.max(quantile(newest, margins.upper), Math.max(...newest) * margins.stretch),
    staleness: median(newest) * margins.staleness,
  };
}

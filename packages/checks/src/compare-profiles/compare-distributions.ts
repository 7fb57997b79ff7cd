import type { MeasuredColumn } from '../column-profile.ts';
import type { GroupingResult } from '../value-grouping.ts';
import { alignGroupings, isComplete } from './align-groupings.ts';
import { alignHistograms, alignQuartiles } from './align-numbers.ts';
import {
  type CellCounts,
  jensenShannonDistance,
  stabilityIndex,
  stabilityNoise,
} from './distribution-distance.ts';
import { type Verdict, type VerdictLimits, verdictOf } from './verdict.ts';

export const DISTRIBUTION_BASES = [
  'frequencies',
  'patterns',
  'histogram',
  'quartiles',
  'weekdays',
  'hours',
] as const;
export type DistributionBasis = (typeof DISTRIBUTION_BASES)[number];

export interface DistributionChange {
  /** What was compared. */
  readonly basis: DistributionBasis;
  /** Jensen-Shannon distance, 0..1. */
  readonly distance: number;
  /** Population stability index, from 0. */
  readonly stabilityIndex: number;
  /** The index that chance alone stays under 999 times in 1,000, for so many rows and cells. */
  readonly noise: number;
  readonly verdict: Verdict;
}

/**
 * The customary reading of the stability index (Siddiqi, "Credit risk scorecards", 2006). An index that chance may
 * explain is stable whatever its size: in small tables it is large by nature.
 */
export const STABILITY_LIMITS: VerdictLimits = { shifted: 0.1, changed: 0.25 };

/** Patterns of an estimated list come from a part of the values: no more rows than this speak for them. */
const ROWS_BEHIND_AN_ESTIMATE = 1_000;

/**
 * Compares what the values of a column look like. Numbers by their values where these are few, else by histogram, else
 * by quartiles; text by frequent values and by patterns; dates by weekdays and hours, because the dates themselves move
 * on with time; everything else by frequent values. Empty when there is nothing to compare.
 */
export function compareDistributions(before: MeasuredColumn, after: MeasuredColumn): DistributionChange[] {
  if (before.generalType !== after.generalType) return [];
  const grouped = (basis: DistributionBasis & keyof MeasuredColumn) =>
    changeOf(
      basis,
      alignLists(before[basis] as GroupingResult | null, after[basis] as GroupingResult | null),
    );
  switch (before.generalType) {
    case 'N':
      return numbersChange(before, after);
    case 'D':
      return [...grouped('weekdays'), ...grouped('hours')];
    case 'A':
      return [...grouped('frequencies'), ...grouped('patterns')];
    default:
      return grouped('frequencies');
  }
}

function numbersChange(before: MeasuredColumn, after: MeasuredColumn): DistributionChange[] {
  const lists = [before.frequencies, after.frequencies];
  if (lists.every((list) => list !== null && isComplete(list))) {
    return changeOf('frequencies', alignLists(before.frequencies, after.frequencies));
  }
  const byHistogram = changeOf('histogram', alignHistograms(before.histogram, after.histogram));
  return byHistogram.length > 0 ? byHistogram : changeOf('quartiles', alignQuartiles(before, after));
}

function alignLists(before: GroupingResult | null, after: GroupingResult | null): CellCounts | null {
  if (before === null || after === null) return null;
  const cells = alignGroupings(before, after);
  if (cells === null || !(before.estimated || after.estimated)) return cells;
  return { before: scaledDown(cells.before), after: scaledDown(cells.after) };
}

function scaledDown(counts: readonly number[]): readonly number[] {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const factor = Math.min(1, ROWS_BEHIND_AN_ESTIMATE / rows);
  return counts.map((count) => count * factor);
}

function changeOf(basis: DistributionBasis, cells: CellCounts | null): DistributionChange[] {
  if (cells === null) return [];
  const distance = jensenShannonDistance(cells);
  const index = stabilityIndex(cells);
  if (distance === null || index === null) return [];
  const noise = stabilityNoise(cells);
  const verdict = verdictOf(index, STABILITY_LIMITS, noise);
  return [{ basis, distance, stabilityIndex: index, noise, verdict }];
}

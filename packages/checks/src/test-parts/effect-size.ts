/**
 * Sizes of a change that do not depend on the unit. Cohen, Statistical Power Analysis for the Behavioral
 * Sciences (1988): about 0.2 is small, 0.5 moderate, 0.8 large.
 */
import { normalCdf } from './normal-distribution.ts';

/** A size stays a number: two constants that differ are infinitely far apart in units of their spread. */
const LARGEST_SIZE = 1_000_000;

export interface Sample {
  readonly count: number;
  readonly average: number;
  /** Sample standard deviation; 0 for a single value. */
  readonly deviation: number;
}

/**
 * Distance of two averages in units of their pooled deviation, whose divisor is n + n0 (not n + n0 - 2).
 * 0..1,000,000; null when there are no values at all.
 */
export function averageShift(now: Sample, before: Sample): number | null {
  const values = now.count + before.count;
  if (values <= 0) return null;
  const pooled = Math.sqrt(
    (Math.max(now.count - 1, 0) * now.deviation ** 2 +
      Math.max(before.count - 1, 0) * before.deviation ** 2) /
      values,
  );
  return inUnitsOf(Math.abs(now.average - before.average), pooled);
}

/** `distance / spread`, 0 for no distance, and never infinite. */
export function inUnitsOf(distance: number, spread: number): number {
  if (distance === 0) return 0;
  return spread === 0 ? LARGEST_SIZE : Math.min(distance / spread, LARGEST_SIZE);
}

/** Distance of two shares (Cohen's h), 0..pi. Shares are clamped to 0..1. */
export function shareShift(now: number, before: number): number {
  return Math.abs(arcsine(before) - arcsine(now));
}
const arcsine = (share: number): number => 2 * Math.asin(Math.sqrt(Math.min(Math.max(share, 0), 1)));

/**
 * Share of one normal distribution that lies outside another one, `size` deviations away: one less the
 * overlap 2 Phi(-size/2). 0 for no shift, rising to 1.
 */
export function shareOutsideOverlap(size: number): number {
  return 2 * normalCdf(Math.abs(size) / 2) - 1;
}

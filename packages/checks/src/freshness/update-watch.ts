/** What a run knows of the updates of a table before it looks. */
import type { LearnedSchedule } from './freshness-facts.ts';

/** The newest earlier result: what it saw, and which question it had asked. */
export interface SeenFingerprint {
  readonly fingerprint: string;
  /** As the run used them: another question has another answer, and that is no update. */
  readonly parameters: { readonly groupby_names: string | null; readonly subset_condition: string | null };
}

export interface UpdateWatch {
  /** Null in the first run. */
  readonly seen: SeenFingerprint | null;
  /** When a run first saw what the table holds since its last update, and how long ago that is. */
  readonly last: LastUpdate | null;
  readonly bounds: WatchBounds;
  /** What is still missing before it judges, for people; null = nothing. */
  readonly learning: string | null;
  readonly timeZone: string;
  /** Null for tests that learn nothing. */
  readonly schedule: LearnedSchedule | null;
}

export interface LastUpdate {
  readonly at: Date;
  readonly minutesAgo: number;
  /** Of those minutes. */
  readonly excludedMinutes: number;
  /** How far clocks were changed since then, in minutes; forward is positive. */
  readonly clockChange: number;
  /** The run itself is at a time that is excluded. */
  readonly isExcludedNow: boolean;
}

/** In minutes that count; null = there is none. */
export interface WatchBounds {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly staleness: number | null;
  /** How long an unchanged table is fine: the staleness, or the upper bound. */
  readonly latest: number | null;
}

export const NO_BOUNDS: WatchBounds = { lower: null, upper: null, staleness: null, latest: null };

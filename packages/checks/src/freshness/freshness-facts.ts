/** What the verdict on the freshness of a table rests on. Minutes are whole or have fractions; days count from 0 = Monday. */
export const SCHEDULE_STAGES = ['learning', 'tentative', 'active', 'irregular'] as const;
/**
 * `learning`: too few updates to look for a schedule. `tentative`: one may be there. `active`: it is relied upon.
 * `irregular`: there is none.
 */
export type ScheduleStage = (typeof SCHEDULE_STAGES)[number];

export const UPDATE_FREQUENCIES = ['sub_daily', 'daily', 'weekly', 'irregular'] as const;
export type UpdateFrequency = (typeof UPDATE_FREQUENCIES)[number];

export interface LearnedSchedule {
  readonly stage: ScheduleStage;
  /** Null while learning, like everything below. */
  readonly frequency: UpdateFrequency | null;
  readonly activeDays: readonly number[] | null;
  /** Hours of the day, with fractions, between which updates come; an end beyond 24 is on the next day. */
  readonly windowStart: number | null;
  readonly windowEnd: number | null;
  /** Share of the updates that came on active days and inside the window. */
  readonly confidence: number | null;
  /** Updates that were looked at. */
  readonly updates: number;
}

export interface FreshnessFacts {
  readonly kind: 'freshness';
  /** Null when there was nothing to compare with. */
  readonly updated: boolean | null;
  /** When a run first saw what the table held before; ISO 8601. Null in the first run. */
  readonly lastUpdateAt: string | null;
  /** Minutes since then, without the excluded ones: what was held against the bounds. */
  readonly minutes: number | null;
  readonly excludedMinutes: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** After so many minutes an active schedule calls a table late that is looked at no more often than it is updated. */
  readonly staleness: number | null;
  readonly timeZone: string;
  /** Null for tests that learn nothing. */
  readonly schedule: LearnedSchedule | null;
}

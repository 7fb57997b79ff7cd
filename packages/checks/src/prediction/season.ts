/** Which season of its week or day a moment belongs to, on the clock of a time zone. */
import { localMoment } from './local-moment.ts';

export const SEASONS = ['weekday', 'hour'] as const;
export type SeasonName = (typeof SEASONS)[number];

const HOUR = 3_600_000;
/** Checks that come at least this far apart differ by their day, closer ones by their hour too. */
const DAILY_SPACING = 20 * HOUR;

/** `spacing` in milliseconds. */
export const seasonOf = (spacing: number): SeasonName => (spacing >= DAILY_SPACING ? 'weekday' : 'hour');

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const SATURDAY = 5;

/** Hours are told apart on working days and on weekends: seven times 24 would need months of history. */
export function seasonKey(season: SeasonName, timeZone: string): (at: Date) => string {
  return (at) => {
    const { weekday, minuteOfDay } = localMoment(at, timeZone);
    if (season === 'weekday') return WEEKDAYS[weekday] ?? '';
    return `${weekday >= SATURDAY ? 'weekend' : 'workday'} ${Math.floor(minuteOfDay / 60)}:00`;
  };
}

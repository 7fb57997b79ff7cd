/** A plain reading of cron lines to hold the library against: lists of values, looked at minute by minute. */

/** Null stands for a star. */
export interface CronFields {
  readonly minute: readonly number[] | null;
  readonly hour: readonly number[] | null;
  readonly day: readonly number[] | null;
  readonly month: readonly number[] | null;
  readonly weekday: readonly number[] | null;
}

export const writeLine = ({ minute, hour, day, month, weekday }: CronFields): string =>
  [minute, hour, day, month, weekday].map((values) => values?.join(',') ?? '*').join(' ');

/** What the clocks of a zone show, in minutes since 1970 as if it were UTC. */
export function localMinute(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / 60_000;
}

/** Whether a minute that clocks show fits the line. */
export function fits({ minute, hour, day, month, weekday }: CronFields, shown: number): boolean {
  const at = new Date(shown * 60_000);
  const isDay = day?.includes(at.getUTCDate()) ?? true;
  const isWeekday = weekday?.includes(at.getUTCDay()) ?? true;
  return (
    (minute?.includes(at.getUTCMinutes()) ?? true) &&
    (hour?.includes(at.getUTCHours()) ?? true) &&
    (month?.includes(at.getUTCMonth() + 1) ?? true) &&
    (day !== null && weekday !== null ? isDay || isWeekday : isDay && isWeekday)
  );
}

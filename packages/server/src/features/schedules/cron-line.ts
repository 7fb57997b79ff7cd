/** Cron lines of five fields, read in a time zone. The only file that knows the library behind them. */
import { Cron } from 'croner';

export interface CronTiming {
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
}

interface CronField {
  readonly name: string;
  readonly holds: string;
}

const FIELDS: readonly CronField[] = [
  { name: 'minute', holds: '0 to 59' },
  { name: 'hour', holds: '0 to 23' },
  { name: 'day of the month', holds: '1 to 31 (L for the last, 15W for the weekday nearest to the 15th)' },
  { name: 'month', holds: '1 to 12 or JAN to DEC' },
  { name: 'day of the week', holds: '0 to 7 or SUN to SAT (FRI#2 for the second Friday)' },
];

const EXAMPLE = 'as in "30 5 * * MON-FRI", which is 05:30 from Monday to Friday';

/** The library has more signs, which other readers of cron lines take differently. */
const FIELD_SIGNS = /^[0-9A-Z*,/#-]+$/;

/** Equal lines as equal texts: one space between fields, names in upper case. */
export const normalCron = (line: string): string => line.trim().split(/\s+/).join(' ').toUpperCase();

/** What is wrong with a line, each the end of a sentence that begins with its place; empty = nothing. */
export function cronProblems(line: string): string[] {
  const fields = normalCron(line).split(' ');
  if (fields.length !== FIELDS.length || fields[0] === '') {
    return [`must have five fields (minute, hour, day of the month, month, day of the week), ${EXAMPLE}`];
  }
  const wrong = FIELDS.filter((_, at) => !isField(fields, at));
  if (wrong.length > 0) {
    return wrong.map(({ name, holds }) => `is wrong in its ${name}, which holds ${holds}, ${EXAMPLE}`);
  }
  const reads = nextFiring({ cron: fields.join(' '), timeZone: 'UTC' }, new Date(0)) !== null;
  return reads
    ? []
    : [`names a day that no calendar has (such as 31 February) and would never fire; write it ${EXAMPLE}`];
}

/** Whether one field is right, whatever the others are. */
function isField(fields: readonly string[], at: number): boolean {
  const alone = fields.map((field, other) => (other === at ? field : '*')).join(' ');
  if (!FIELD_SIGNS.test(fields[at] ?? '')) return false;
  try {
    return parsed({ cron: alone, timeZone: 'UTC' }) !== null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}

/** What is wrong with the name of a time zone, like `cronProblems`. */
export const timeZoneProblems = (name: string): string[] =>
  isTimeZone(name)
    ? []
    : ['must be the IANA name of a time zone, such as Europe/Berlin, America/New_York or UTC'];

function isTimeZone(name: string): boolean {
  // An offset is none: it knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The first moments after `after`, oldest first: whole minutes, strictly increasing, fewer than `count` only when
 * the line names no more. `timing` must be without problems.
 *
 * Where clocks skip 02:00 to 03:00, `30 2 * * *` fires once, at 03:00; where they repeat that hour, it fires at the
 * first 02:30 only. Lists and ranges do the same. A line with `*` or a step in its minutes or hours follows real time:
 * an hourly one fires every hour that passes.
 */
export const nextFirings = (timing: CronTiming, after: Date, count: number): Date[] =>
  parsed(timing).nextRuns(count, after);

/** Null when the line names no further moment. */
export const nextFiring = (timing: CronTiming, after: Date): Date | null =>
  nextFirings(timing, after, 1)[0] ?? null;

/** Without a function to call, it starts nothing. */
const parsed = ({ cron, timeZone }: CronTiming): Cron =>
  new Cron(cron, { mode: '5-part', timezone: timeZone, fixedTimeRule: 'no-wildcard', paused: true });

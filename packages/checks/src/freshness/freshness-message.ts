/** What a result says about the freshness of a table: one line, the numbers in it, no full stop. */
import type { TestDefinition } from '../test-definition.ts';
import type { LearnedSchedule } from './freshness-facts.ts';
import type { UpdateFinding, UpdateVerdict } from './judge-update.ts';

const OTHER_QUESTION = 'cannot be told, for the run before looked at other columns or rows';
const FINDINGS: Readonly<Record<UpdateFinding, string>> = {
  first: 'cannot be told in the first run',
  other_question: OTHER_QUESTION,
  learning: '',
  on_time: 'on time',
  early: 'earlier than expected',
  later: 'later than expected',
  late: 'late',
  updated: '',
  unchanged: 'nothing has changed since the run before',
  excluded: 'at a time when none is expected',
};

export function freshnessMessage(
  { finding, isUpdated, minutes }: UpdateVerdict,
  { watch }: TestDefinition,
): string {
  const said = [isUpdated === null ? '' : isUpdated ? 'yes' : 'no', FINDINGS[finding]]
    .filter(Boolean)
    .join(', ');
  const { lower = null, upper = null, latest = null } = watch?.bounds ?? {};
  const excluded = watch?.last?.excludedMinutes ?? 0;
  const facts: readonly (readonly [string, number | string | null])[] = [
    ['Minutes since the last one', minutes],
    ['Excluded minutes', excluded === 0 ? null : excluded],
    ['Lower Bound', lower],
    ['Upper Bound', upper],
    ['Late after', latest === upper ? null : latest],
    ['Learning', watch?.learning ?? null],
    ['Schedule', watch?.schedule ? scheduleWords(watch.schedule, watch.timeZone) : null],
  ];
  return [
    `Updated: ${said}`,
    ...facts.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${words(value)}`])),
  ].join(', ');
}

const words = (value: number | string): string =>
  typeof value === 'number' ? String(Math.round(value)) : value;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `active, daily on Mon-Fri at 07:00-07:30 UTC, after 25 updates`. */
function scheduleWords(schedule: LearnedSchedule, timeZone: string): string {
  const { stage, frequency, activeDays, windowStart, windowEnd, updates } = schedule;
  if (frequency === null) return `not known yet after ${updates} updates`;
  const days = activeDays === null || activeDays.length === 0 ? '' : ` on ${dayWords(activeDays)}`;
  const hours =
    windowStart === null || windowEnd === null
      ? ''
      : ` at ${clockWords(windowStart)}-${clockWords(windowEnd)} ${timeZone}`;
  return `${stage}, ${frequency.replace('_', '-')}${days}${hours}, after ${updates} updates`;
}

/** `Mon-Fri`, `Mon Wed Fri`, `every day`. */
function dayWords(days: readonly number[]): string {
  if (days.length === 7) return 'every day';
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const names = runs.flatMap((run) =>
    run.length > 2 ? [`${WEEKDAYS[run[0]!]}-${WEEKDAYS[run.at(-1)!]}`] : run.map((day) => WEEKDAYS[day]),
  );
  return names.join(' ');
}

function clockWords(hours: number): string {
  const minutes = Math.round(hours * 60) % (24 * 60);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

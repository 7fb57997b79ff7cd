/** Whether a table was updated when it should be: what a run saw against what the runs before it lead one to expect. */
import type { TestDefinition } from '../test-definition.ts';
import type { FreshnessFacts } from './freshness-facts.ts';
import type { LastUpdate, SeenFingerprint, UpdateWatch } from './update-watch.ts';

export type UpdateFinding =
  | 'first'
  | 'other_question'
  | 'learning'
  | 'on_time'
  | 'early'
  | 'later'
  | 'late'
  | 'excluded'
  | 'updated'
  | 'unchanged';

export interface UpdateVerdict {
  readonly finding: UpdateFinding;
  /** 1 passed, 0 failed, -1 = there is nothing to hold it against yet. */
  readonly code: 1 | 0 | -1;
  /** Null when there was nothing comparable. */
  readonly isUpdated: boolean | null;
  /** Minutes since the last update, 0 = it is one; null when nobody can tell. */
  readonly signal: number | null;
  /** Minutes that count: without the excluded ones; null in the first run. */
  readonly minutes: number | null;
}

/**
 * An update is early by more than this share of the shortest gap: the bound is a quantile, and would call a fifth of all
 * updates early, some by seconds.
 */
const SLACK_OF_LOWER = 0.05;

const CODES: Readonly<Record<UpdateFinding, UpdateVerdict['code']>> = {
  first: -1,
  other_question: -1,
  learning: -1,
  on_time: 1,
  excluded: 1,
  updated: 1,
  early: 0,
  later: 0,
  late: 0,
  unchanged: 0,
};

/** Whether the table was updated in time. Without a `watch` nothing is known yet. */
export const judgeUpdate = (fingerprint: string, definition: TestDefinition): UpdateVerdict =>
  judge(fingerprint, definition, findingOf);

/** Whether the table was updated at all since the run before. */
export const judgeChange = (fingerprint: string, definition: TestDefinition): UpdateVerdict =>
  judge(fingerprint, definition, (isUpdated) => (isUpdated ? 'updated' : 'unchanged'));

type Finding = (isUpdated: boolean, minutes: number, last: LastUpdate, watch: UpdateWatch) => UpdateFinding;

function judge(fingerprint: string, definition: TestDefinition, finding: Finding): UpdateVerdict {
  const { watch } = definition;
  if (watch === undefined || watch.seen === null || watch.last === null) {
    return verdict('first', { isUpdated: null, signal: 0, minutes: null });
  }
  const minutes = watch.last.minutesAgo - watch.last.excludedMinutes;
  if (!asksTheSame(watch.seen, definition)) {
    return verdict('other_question', { isUpdated: null, signal: null, minutes });
  }
  const isUpdated = fingerprint !== watch.seen.fingerprint;
  const signal = isUpdated ? 0 : watch.last.minutesAgo;
  return verdict(finding(isUpdated, minutes, watch.last, watch), { isUpdated, signal, minutes });
}

const verdict = (finding: UpdateFinding, seen: Omit<UpdateVerdict, 'finding' | 'code'>): UpdateVerdict => ({
  finding,
  code: CODES[finding],
  ...seen,
});

function asksTheSame({ parameters }: SeenFingerprint, definition: TestDefinition): boolean {
  const same = (field: 'groupby_names' | 'subset_condition') =>
    (parameters[field]?.trim() ?? '') === (definition.parameters[field]?.trim() ?? '');
  return same('groupby_names') && same('subset_condition');
}

/**
 * By whole minutes. When clocks were changed since the last update, what is updated at an hour of the day and what is
 * updated after so many hours come an hour apart, and both are fine.
 */
function findingOf(
  isUpdated: boolean,
  minutes: number,
  { clockChange, isExcludedNow }: LastUpdate,
  { bounds: { lower, upper, latest } }: UpdateWatch,
): UpdateFinding {
  if (lower === null && upper === null) return 'learning';
  const longest = Math.round(Math.max(minutes, minutes + clockChange));
  const shortest = Math.round(Math.min(minutes, minutes + clockChange));
  if (!isUpdated) {
    if (isExcludedNow) return 'excluded';
    return latest !== null && shortest > Math.round(latest) ? 'late' : 'on_time';
  }
  if (lower !== null && longest < Math.round(lower * (1 - SLACK_OF_LOWER))) return 'early';
  return upper !== null && shortest > Math.round(upper) ? 'later' : 'on_time';
}

export function freshnessFacts(
  { isUpdated, minutes }: UpdateVerdict,
  { watch }: TestDefinition,
): FreshnessFacts {
  return {
    kind: 'freshness',
    updated: isUpdated,
    lastUpdateAt: watch?.last?.at.toISOString() ?? null,
    minutes,
    excludedMinutes: watch?.last?.excludedMinutes ?? null,
    lower: watch?.bounds.lower ?? null,
    upper: watch?.bounds.upper ?? null,
    staleness: watch?.bounds.staleness ?? null,
    timeZone: watch?.timeZone ?? 'UTC',
    schedule: watch?.schedule ?? null,
  };
}

/** Holds what a run found against a policy. Pure: the server loads the facts, and everybody shows the same verdict. */
import type { ProfileGatePolicy, TestGatePolicy } from './gate-policy.ts';
import { type GateReason, type GateRule, type GateVerdict, gateVerdict } from './gate-verdict.ts';

/** How many there are of something, and where the first of them stand: `orders.amount (Min_Val)`. */
export interface Found {
  readonly count: number;
  readonly places: readonly string[];
}

interface EndedRun {
  readonly runId: string;
  /** What people call the thing that ran: `The suite "Nightly checks"`. */
  readonly name: string;
  readonly status: 'completed' | 'error' | 'canceled';
  readonly endedAt: Date;
  readonly errorMessage: string | null;
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
}

/** Dismissed results count nowhere. */
export interface EndedTestRun extends EndedRun {
  readonly failed: Found;
  readonly warnings: Found;
  readonly errors: Found;
  readonly newFailures: Found;
  readonly noData: Found;
}

export interface EndedProfilingRun extends EndedRun {
  readonly definite: Found;
  readonly likely: Found;
  readonly possible: Found;
  readonly newIssues: Found;
}

interface CountRule {
  readonly rule: GateRule;
  readonly found: Found;
  readonly limit: number | null;
  readonly outcome: 'failed' | 'error';
  /** One of what is counted, and several. */
  readonly words: readonly [string, string];
}

export function judgeTestRun(run: EndedTestRun, policy: TestGatePolicy, now: Date): GateVerdict {
  return judge(run, policy, now, [
    count('max_failed', run.failed, policy.max_failed, ['test failed', 'tests failed']),
    count('max_new_failures', run.newFailures, policy.max_new_failures, [
      'test fails that did not before',
      'tests fail that did not before',
    ]),
    count('max_warnings', run.warnings, policy.max_warnings, ['test gave a warning', 'tests gave a warning']),
    count('max_no_data', run.noData, policy.max_no_data, [
      'test had nothing to measure',
      'tests had nothing to measure',
    ]),
    {
      ...count('max_errors', run.errors, policy.max_errors, ['test could not run', 'tests could not run']),
      outcome: 'error',
    },
  ]);
}

export function judgeProfilingRun(run: EndedProfilingRun, policy: ProfileGatePolicy, now: Date): GateVerdict {
  const issues = (word: string): [string, string] => [`${word} hygiene issue`, `${word} hygiene issues`];
  return judge(run, policy, now, [
    count('max_definite', run.definite, policy.max_definite, issues('definite')),
    count('max_likely', run.likely, policy.max_likely, issues('likely')),
    count('max_possible', run.possible, policy.max_possible, issues('possible')),
    count('max_new_issues', run.newIssues, policy.max_new_issues, issues('new')),
  ]);
}

const count = (
  rule: GateRule,
  found: Found,
  limit: number | null,
  words: readonly [string, string],
): CountRule => ({ rule, found, limit, outcome: 'failed', words });

/** A run that did not complete is judged by that alone: what it has found until then is not the whole. */
function judge(
  run: EndedRun,
  policy: { readonly min_score: number | null; readonly max_age_minutes: number | null },
  now: Date,
  counts: readonly CountRule[],
): GateVerdict {
  if (run.status !== 'completed') return gateVerdict([notCompleted(run)]);
  return gateVerdict([
    ...counts.flatMap((rule) => brokenCount(run, rule)),
    ...brokenScore(run, policy.min_score),
    ...brokenAge(run, policy.max_age_minutes, now),
  ]);
}

function notCompleted({ name, runId, status, errorMessage }: EndedRun): GateReason {
  const facts = { limit: null, found: null, runId };
  if (status === 'canceled') {
    const says = `${name}: the run was canceled before it was complete. Run it again.`;
    return { ...facts, rule: 'run_canceled', outcome: 'canceled', says };
  }
  const says = `${name}: the run ended in an error: ${errorMessage ?? 'no reason was given'}`;
  return { ...facts, rule: 'run_error', outcome: 'error', says };
}

/** There is no run to judge. */
export const neverRan = (name: string): GateVerdict =>
  gateVerdict([
    {
      rule: 'never_ran',
      outcome: 'error',
      says: `${name} has never run to its end. Run it first.`,
      limit: null,
      found: null,
      runId: null,
    },
  ]);

function brokenCount(
  { name, runId }: EndedRun,
  { rule, found, limit, outcome, words }: CountRule,
): GateReason[] {
  if (limit === null || found.count <= limit) return [];
  const says = `${name}: ${found.count} ${words[found.count === 1 ? 0 : 1]}, at most ${limit} allowed${listed(found)}.`;
  return [{ rule, outcome, says, limit, found: found.count, runId }];
}

function listed({ count: total, places }: Found): string {
  if (places.length === 0) return '';
  const rest = total - places.length;
  return `: ${places.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const SCORE_DIGITS = 4;

function brokenScore({ name, runId, score }: EndedRun, limit: number | null): GateReason[] {
  if (limit === null || score === null || score >= limit) return [];
  // Rounding down, so that a score just below the limit is not shown as the limit.
  const shown = Math.floor(score * 10 ** SCORE_DIGITS) / 10 ** SCORE_DIGITS;
  const says = `${name}: the score is ${shown}, at least ${limit} is needed.`;
  return [{ rule: 'min_score', outcome: 'failed', says, limit, found: score, runId }];
}

const MINUTE_MS = 60_000;

function brokenAge({ name, runId, endedAt }: EndedRun, limit: number | null, now: Date): GateReason[] {
  const minutes = (now.getTime() - endedAt.getTime()) / MINUTE_MS;
  if (limit === null || minutes <= limit) return [];
  const says = `${name}: the run ended ${Math.floor(minutes)} minutes ago, at most ${limit} are allowed. Run it again.`;
  return [{ rule: 'max_age_minutes', outcome: 'failed', says, limit, found: Math.floor(minutes), runId }];
}

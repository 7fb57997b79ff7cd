/** What a gate says, and why. */

export const GATE_OUTCOMES = ['passed', 'failed', 'error', 'canceled'] as const;
/** `failed`: the data break the policy. `error` and `canceled`: nobody can tell, for something did not run. */
export type GateOutcome = (typeof GATE_OUTCOMES)[number];

export const GATE_RULES = [
  'max_failed',
  'max_new_failures',
  'max_warnings',
  'max_definite',
  'max_likely',
  'max_possible',
  'max_new_issues',
  'min_score',
  'max_no_data',
  'max_age_minutes',
  'max_errors',
  'run_error',
  'never_ran',
  'run_canceled',
] as const;
/** Named after the field of the policy; the last three need no policy. In the order in which reasons are told. */
export type GateRule = (typeof GATE_RULES)[number];

/** One rule that was broken. */
export interface GateReason {
  readonly rule: GateRule;
  readonly outcome: Exclude<GateOutcome, 'passed'>;
  /** A sentence with the place, the numbers and, where there is one, the remedy. */
  readonly says: string;
  /** What the policy allows; null for rules without a number. */
  readonly limit: number | null;
  /** What was found, in the unit of the limit. */
  readonly found: number | null;
  /** Null when there is no run to blame. */
  readonly runId: string | null;
}

export interface GateVerdict {
  readonly outcome: GateOutcome;
  /** Worst first; empty = passed. */
  readonly reasons: readonly GateReason[];
}

/** What is known to be wrong with the data comes before what could not be told. */
const WORST_FIRST: readonly GateOutcome[] = ['failed', 'error', 'canceled', 'passed'];

/** The verdict that these reasons make, of one run or of several. */
export function gateVerdict(reasons: readonly GateReason[]): GateVerdict {
  const ordered = reasons.toSorted(
    (a, b) =>
      WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome) ||
      GATE_RULES.indexOf(a.rule) - GATE_RULES.indexOf(b.rule),
  );
  return { outcome: ordered[0]?.outcome ?? 'passed', reasons: ordered };
}

/** What a run found, as its events tell it. */
import type { Finding, RunEventData } from './event-data.ts';

export type RunFindings = Pick<
  RunEventData,
  'score' | 'tests' | 'issues' | 'changes' | 'findings' | 'findings_left_out'
>;

/** Messages stay small; links lead to the rest. */
const FINDINGS_SHOWN = 20;

export const shownFindings = (
  findings: readonly Finding[],
): Pick<RunFindings, 'findings' | 'findings_left_out'> => ({
  findings: findings.slice(0, FINDINGS_SHOWN),
  findings_left_out: Math.max(0, findings.length - FINDINGS_SHOWN),
});

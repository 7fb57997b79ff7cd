/**
 * What each finding costs a score: the score if the finding were gone, less the score as it is.
 *
 * Gone means repaired or dismissed: its rows go on counting, as good ones. With `p` for prevalences, a finding costs
 *
 *     sum over its groups of (points x p x product of (1 - p) of the other findings) / sum of all points
 *
 * The costs of findings that share a group do not add up to what is missing from the score, for one bad row may be
 * struck by several of them: repairing one leaves the row bad. In the extreme two findings spoil every row, and
 * neither costs anything by itself. `alone` tells such findings from harmless ones.
 */
import { type ScoredFinding, type ScoreGroup, scoreGroups } from './score-groups.ts';

export interface FindingCost<Finding extends ScoredFinding> {
  readonly finding: Finding;
  /** What the score would gain, 0..1, were this finding gone. */
  readonly cost: number;
  /** What the score would lack, 0..1, were this the only finding; never less than `cost`. */
  readonly alone: number;
}

/**
 * One entry for each finding that spoils something, dearest first. A finding may be in several groups: it is the same
 * one when it is the same object. Groups without points cost nothing.
 */
export function findingCosts<Finding extends ScoredFinding>(
  groups: readonly ScoreGroup<Finding>[],
): FindingCost<Finding>[] {
  const { points: allPoints } = scoreGroups(groups);
  const spoiled = new Map<Finding, { byItself: number; alone: number }>();
  for (const { points, findings } of groups) {
    if (points <= 0) continue;
    const prevalences = findings.map(prevalenceOf);
    const sparedByOthers = goodShareOfOthers(prevalences);
    for (const [index, finding] of findings.entries()) {
      const rows = points * prevalences[index]!;
      if (rows === 0) continue;
      const before = spoiled.get(finding) ?? { byItself: 0, alone: 0 };
      spoiled.set(finding, {
        byItself: before.byItself + rows * sparedByOthers[index]!,
        alone: before.alone + rows,
      });
    }
  }
  return [...spoiled]
    .map(([finding, { byItself, alone }]) => ({
      finding,
      cost: byItself / allPoints,
      alone: alone / allPoints,
    }))
    .sort((one, other) => other.cost - one.cost || other.alone - one.alone);
}

const prevalenceOf = ({ prevalence }: ScoredFinding): number => Math.min(Math.max(prevalence ?? 0, 0), 1);

/** For each finding the share of rows that all the others leave good: no division, for one of them may leave none. */
function goodShareOfOthers(prevalences: readonly number[]): number[] {
  const shares = prevalences.map(() => 1);
  let before = 1;
  let after = 1;
  for (let index = 0; index < prevalences.length; index++) {
    const fromEnd = prevalences.length - 1 - index;
    shares[index]! *= before;
    shares[fromEnd]! *= after;
    before *= 1 - prevalences[index]!;
    after *= 1 - prevalences[fromEnd]!;
  }
  return shares;
}

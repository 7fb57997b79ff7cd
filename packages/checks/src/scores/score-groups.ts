/**
 * What every score is made of: groups of rows, each with its weight in points and the findings that spoil some of
 * them. Findings of a group strike its rows independently of each other.
 */
import { shareOf } from '../test-parts/bad-share.ts';
import { goodShare } from './combine.ts';

export interface ScoredFinding {
  /** Share of the rows that it spoils, 0..1; null = it says nothing. */
  readonly prevalence: number | null;
}

export interface ScoreGroup<Finding extends ScoredFinding> {
  readonly table: string;
  /** Null for what is about the table as a whole. */
  readonly column: string | null;
  /** Rows x weight. */
  readonly points: number;
  /** Those that count: dismissed and muted ones are not among them. */
  readonly findings: readonly Finding[];
}

export interface PointsScore {
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
  readonly points: number;
  /** Points that the findings spoil. */
  readonly affected: number;
}

/** `1 - sum(points x (1 - product(1 - prevalence))) / sum(points)` */
export function scoreGroups(groups: readonly ScoreGroup<ScoredFinding>[]): PointsScore {
  const points = total(groups.map((group) => group.points));
  const affected = total(
    groups.map((group) => group.points * (1 - goodShare(group.findings.map(({ prevalence }) => prevalence)))),
  );
  const bad = shareOf(affected, points);
  return { score: bad === null ? null : Math.min(Math.max(1 - bad, 0), 1), points, affected };
}

/** What profiling and tests say together: the product of their scores, or the one that there is. */
export function totalScore(profiling: number | null, testing: number | null): number | null {
  return profiling === null && testing === null ? null : (profiling ?? 1) * (testing ?? 1);
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/**
 * How much of the data the tests of a run found to be good. Pure, so that a score can be made again at any time,
 * and after every decision of a person about a result.
 *
 * Results are grouped by table and tested column. A group weighs as many points as the table has rows; of those,
 * the share `1 - product(1 - prevalence)` is bad. The score is the good share of all points.
 */
import type { ColumnProfile } from '../column-profile.ts';
import type { TestVerdict } from '../judge-test.ts';
import type { TestDefinition } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';
import type { IssueDisposition } from './profiling-score.ts';
import { type PointsScore, type ScoreGroup, scoreGroups } from './score-groups.ts';

/** A result, ready to be scored. */
export interface ScoredTest {
  readonly table: string;
  readonly column: string | null;
  /** Share of the rows that the test found bad, 0..1; 0 = passed; null = it says nothing (see testPrevalence). */
  readonly prevalence: number | null;
  /** Rows that the result stands for; null when the table could not be counted. */
  readonly points: number | null;
  /** What a person decided; a dismissed or muted finding does not count, its rows still do. */
  readonly disposition: IssueDisposition;
}

export interface PrevalenceFacts {
  readonly type: TestType;
  readonly definition: TestDefinition;
  readonly verdict: Pick<TestVerdict, 'code' | 'measure' | 'affectedRows'>;
  /** Rows of the table now. */
  readonly recordCount: number | null;
  /** The column in the latest complete profile; null when there is none. */
  readonly profile: ColumnProfile | null;
}

/**
 * The prevalence of one result, 0..1, exact at both ends. A test that passed has none. A test that could not be
 * told (an error), that is still learning, or whose type does not score, says nothing: null, which neither raises
 * nor lowers a score.
 * A test that failed because there was nothing to measure spoils the whole column.
 */
export function testPrevalence({
  type,
  definition,
  verdict,
  recordCount,
  profile,
}: PrevalenceFacts): number | null {
  if ((verdict.code !== 0 && verdict.code !== 1) || type.badShare === null) return null;
  if (verdict.code === 1) return 0;
  if (verdict.measure === null) return clamp(type.riskFactor);
  const share = type.badShare({
    measure: Number(verdict.measure),
    definition,
    recordCount: recordCount ?? 0,
    affectedRows: verdict.affectedRows,
    profile,
  });
  return share === null || Number.isNaN(share) ? null : clamp(type.riskFactor * share);
}

/** The rows that a result stands for: those that are there, or those that should be, whichever are more. */
export function testPoints({ type, definition, verdict, recordCount }: PrevalenceFacts): number | null {
  if (recordCount === null) return null;
  const expected = verdict.code === 0 ? (type.expectedRows?.(definition) ?? 0) : 0;
  return Math.max(recordCount, expected);
}

export interface TestScoreGroup extends PointsScore {
  readonly table: string;
  readonly column: string | null;
}
export interface TestScore extends PointsScore {
  readonly byColumn: readonly TestScoreGroup[];
}

/** Weight of a group; multiplying all weights by one number changes no score. */
export type TestWeight = (table: string, column: string | null) => number;

/**
 * The score of a run. Groups in which nothing was measured (errors only, or no count of rows) are left out of
 * points and badness alike: they are neither good nor bad.
 */
export function testScore(results: readonly ScoredTest[], weight: TestWeight = () => 1): TestScore {
  const groups = testGroups(results, weight);
  const byColumn = groups.map((group) => ({
    table: group.table,
    column: group.column,
    ...scoreGroups([group]),
  }));
  return { ...scoreGroups(groups), byColumn };
}

/** Results of one run by table and tested column, with those among them that count as findings. */
export function testGroups<Result extends ScoredTest>(
  results: readonly Result[],
  weight: TestWeight = () => 1,
): ScoreGroup<Result>[] {
  const groups = Map.groupBy(results.filter(isMeasured), ({ table, column }) =>
    JSON.stringify([table, column]),
  );
  return [...groups.values()].map((group) => {
    const { table, column } = group[0]!;
    const points = Math.max(...group.map((result) => result.points ?? 0)) * weight(table, column);
    return { table, column, points, findings: group.filter(isStanding) };
  });
}

const isMeasured = ({ prevalence, points }: ScoredTest): boolean => prevalence !== null && points !== null;

const isStanding = ({ disposition }: ScoredTest): boolean =>
  disposition === null || disposition === 'Confirmed';

const clamp = (share: number): number => Math.min(Math.max(share, 0), 1);

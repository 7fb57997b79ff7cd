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
import { shareOf } from '../test-parts/bad-share.ts';
import type { TestType } from '../test-type.ts';
import { goodShare } from './combine.ts';
import type { IssueDisposition } from './profiling-score.ts';

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
 * told (an error), or whose type does not score, says nothing: null, which neither raises nor lowers a score.
 * A test that failed because there was nothing to measure spoils the whole column.
 */
export function testPrevalence({
  type,
  definition,
  verdict,
  recordCount,
  profile,
}: PrevalenceFacts): number | null {
  if (verdict.code === null || type.badShare === null) return null;
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

export interface TestScoreGroup {
  readonly table: string;
  readonly column: string | null;
  readonly points: number;
  readonly affected: number;
  /** 0..1; null when the group weighs nothing. */
  readonly score: number | null;
}
export interface TestScore {
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
  readonly points: number;
  readonly affected: number;
  readonly byColumn: readonly TestScoreGroup[];
}

/** Weight of a group; multiplying all weights by one number changes no score. */
export type TestWeight = (table: string, column: string | null) => number;

/**
 * The score of a run. Groups in which nothing was measured (errors only, or no count of rows) are left out of
 * points and badness alike: they are neither good nor bad.
 */
export function testScore(results: readonly ScoredTest[], weight: TestWeight = () => 1): TestScore {
  const groups = Map.groupBy(results.filter(isMeasured), ({ table, column }) =>
    JSON.stringify([table, column]),
  );
  const byColumn = [...groups.values()].map((group) => scoreGroup(group, weight));
  const points = total(byColumn.map((group) => group.points));
  const affected = total(byColumn.map((group) => group.affected));
  return { score: goodPart(affected, points), points, affected, byColumn };
}

type MeasuredTest = ScoredTest & { readonly points: number };
const isMeasured = (result: ScoredTest): result is MeasuredTest =>
  result.prevalence !== null && result.points !== null;

const isConfirmed = ({ disposition }: ScoredTest): boolean =>
  disposition === null || disposition === 'Confirmed';

function scoreGroup(group: readonly MeasuredTest[], weight: TestWeight): TestScoreGroup {
  const { table, column } = group[0]!;
  const points = Math.max(...group.map((result) => result.points)) * weight(table, column);
  const counted = group.filter(isConfirmed).map(({ prevalence }) => prevalence);
  const affected = points * (1 - goodShare(counted));
  return { table, column, points, affected, score: goodPart(affected, points) };
}

function goodPart(affected: number, points: number): number | null {
  const bad = shareOf(affected, points);
  return bad === null ? null : clamp(1 - bad);
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const clamp = (share: number): number => Math.min(Math.max(share, 0), 1);

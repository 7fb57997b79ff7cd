/** How much each outcome weighs, and the score of a run. */
import {
  type ColumnProfile,
  columnWeight,
  type ScoredTest,
  type TableProfile,
  type TestScore,
  testPoints,
  testPrevalence,
  testScore,
} from '@assay/checks';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import type { TestOutcome } from './test-outcome.ts';

export interface OutcomeShare {
  /** Rows of the table now; null when they could not be counted. */
  readonly recordCount: number | null;
  readonly prevalence: number | null;
  /** Rows that the result stands for, times the weight of its column. */
  readonly points: number | null;
}

/** `profiles` are the tables of the latest complete profile; empty when there is none. */
export function createShareOf(
  profiles: readonly TableProfile[],
): (outcome: TestOutcome, recordCount: number | null) => OutcomeShare {
  const byTable = new Map(profiles.map((table) => [table.table, table]));
  return ({ definition, type, verdict }, recordCount) => {
    if (type === null) return { recordCount, prevalence: null, points: null };
    const table = byTable.get(definition.table ?? '') ?? null;
    const profile = table?.columns.find(({ column }) => column === definition.column) ?? null;
    const facts = { type, definition, verdict, recordCount, profile };
    const points = testPoints(facts);
    return {
      recordCount,
      prevalence: testPrevalence(facts),
      points: points === null ? null : points * weightOf(table, profile),
    };
  };
}

/** What nothing is known about weighs 1. */
const weightOf = (table: TableProfile | null, column: ColumnProfile | null): number =>
  columnWeight(table?.role ?? null, { semanticType: column?.semanticType ?? null, pii: column?.pii ?? null });

type ScoredRow = Pick<
  TestResultRow,
  'table_name' | 'column_name' | 'dq_prevalence' | 'dq_points' | 'disposition'
>;

/** The score that these results give; made anew after every decision about one of them. */
export function scoreResults(results: readonly ScoredRow[]): TestScore {
  return testScore(results.map(scoredTest));
}

const scoredTest = (row: ScoredRow): ScoredTest => ({
  table: row.table_name ?? '',
  column: row.column_name,
  prevalence: row.dq_prevalence,
  points: row.dq_points,
  disposition: row.disposition,
});

/**
 * Tests whose table or column is not there: an Error in this run, because a table may be back tomorrow; switched off
 * after several runs in a row, because then it most likely will not; and on again by itself when it is back.
 */
import type { RefusedTest } from '@assay/checks';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import type { SuitePlan } from './plan-suite.ts';

/** Runs in a row without its table or column after which a test is switched off. */
const MISSES_UNTIL_OFF = 3;

/** Longest text that people have to read about it; the result says everything. */
const STATUS_TEXT_LENGTH = 200;

interface MissedTest {
  readonly id: string;
  /** In a row, this run included. */
  readonly missedRuns: number;
  /** Why it is switched off now; null while it is not. */
  readonly statusText: string | null;
}

export interface PlaceFindings {
  readonly missed: readonly MissedTest[];
  /** Tests that had been missing before and are back. */
  readonly returned: readonly string[];
}

type Counted = Pick<TestDefinitionRow, 'id' | 'active' | 'missed_runs'>;

/** Switched off by missing runs and not by a person, whose decision sets the count to 0. */
export const isOffForMisses = ({ active, missed_runs }: Counted): boolean => !active && missed_runs > 0;

/** Of a table that cannot be read nothing is known: it neither counts as missing nor as back. */
export function findPlaces(
  rows: readonly Counted[],
  { refused, unreadable }: Pick<SuitePlan, 'refused' | 'unreadable'>,
  runAt: Date,
): PlaceFindings {
  const missing = new Map(refused.map((test) => [test.definition.id, test.missing]));
  const isMissing = ({ id }: Counted) => (missing.get(id) ?? []).length > 0;
  return {
    missed: rows
      .filter((row) => row.active && isMissing(row))
      .map((row) => missedTest(row, missing.get(row.id) ?? [], runAt)),
    returned: rows
      .filter((row) => row.missed_runs > 0 && !isMissing(row) && !unreadable.has(row.id))
      .map(({ id }) => id),
  };
}

function missedTest({ id, missed_runs }: Counted, missing: readonly string[], runAt: Date): MissedTest {
  const missedRuns = missed_runs + 1;
  const statusText = `Deactivated ${runAt.toISOString()}. ${missing.join('. ')}.`;
  const isOff = missedRuns >= MISSES_UNTIL_OFF;
  return { id, missedRuns, statusText: isOff ? statusText.slice(0, STATUS_TEXT_LENGTH) : null };
}

/** The refused test with what becomes of it added to its problem. */
export function tellMisses(test: RefusedTest, { missed }: PlaceFindings): RefusedTest {
  const miss = missed.find(({ id }) => id === test.definition.id);
  if (miss === undefined) return test;
  const problem =
    miss.statusText === null
      ? `${test.problem} Runs in a row without it: ${miss.missedRuns}; after ${MISSES_UNTIL_OFF} the test is deactivated.`
      : `Deactivated after ${miss.missedRuns} runs in a row. ${test.problem} When it is back, the test runs again by itself.`;
  return { ...test, problem };
}

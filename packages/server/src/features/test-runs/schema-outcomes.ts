/** What the tests of the schema of a table group come to: one outcome for each of its tables. */
import {
  changesByTable,
  judgeDrift,
  judgeTest,
  type SchemaTest,
  type TestVerdict,
  tableDrift,
} from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import type { TestSuite } from '../../store/tables/test-tables.ts';
import { catalogChangesBetween } from '../catalog/catalog-changes.store.ts';
import { presentTables } from '../catalog/present-tables.ts';
import type { TestOutcome } from './test-outcome.ts';
import { previousRunStart } from './test-runs.store.ts';

type SchemaSuite = Pick<TestSuite, 'id' | 'table_group_id' | 'severity'>;

/**
 * Judges what the catalog recorded since the start of the last run of the suite that completed, for a run that failed
 * has told nobody. Later changes, which another run may have found meanwhile, are left to the next run.
 */
export async function schemaOutcomes(
  db: Queryable,
  suite: SchemaSuite,
  tests: readonly SchemaTest[],
  startedAt: Date,
): Promise<TestOutcome[]> {
  if (tests.length === 0) return [];
  const since = await previousRunStart(db, suite.id, startedAt);
  const window = { after: since ?? startedAt, upTo: startedAt };
  const changes = changesByTable(await catalogChangesBetween(db, suite.table_group_id, window));
  const tables = new Set([...(await presentTables(db, suite.table_group_id)), ...changes.keys()]);
  return tests.flatMap((test) => {
    if (tables.size === 0) return [outcomeOf(test, null, nothingThere(test, suite))];
    return [...tables].toSorted().map((table) => {
      const drift = tableDrift(changes.get(table) ?? [], since?.toISOString() ?? null);
      return outcomeOf(test, table, judgeDrift(test.type, test.definition, suite.severity, drift));
    });
  });
}

const outcomeOf = (
  { definition, type }: SchemaTest,
  table: string | null,
  verdict: TestVerdict,
): TestOutcome => ({ definition: { ...definition, table }, type, verdict, durationMs: 0, statement: null });

const nothingThere = ({ type, definition }: SchemaTest, suite: SchemaSuite): TestVerdict =>
  judgeTest(type, definition, suite.severity, {
    error:
      'The table group has shown no table yet: check its schema, list and masks, and what the connection may see.',
  });

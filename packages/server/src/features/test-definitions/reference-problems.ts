/** Looks for the other connection, table and columns that a definition compares with, before it is kept. */
import { isReadyTest, isReconciliation, planTests, resolveSides, type TestDefinition } from '@assay/checks';
import type { ErrorEntry } from '@assay/contract';
import { type QueryOptions, TargetError, tryReconciliation } from '@assay/engine';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import type { ServerContext } from '../server-context.ts';
import { type OpenTargets, withReferenceTargets } from '../test-runs/reference-targets.ts';
import { findTargetTables, type TargetTables } from '../test-runs/target-tables.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { findTestType } from './definition-problems.ts';

/**
 * Entries for what the reference does not have, and for conditions that one of the two targets does not accept. A definition
 * whose own table or columns are not there is not tried: its runs say so. Throws TargetError and SecretOpenError when one of
 * the targets cannot be asked.
 */
export async function referenceProblems(
  context: ServerContext,
  suite: Pick<PlacedTestSuite, 'project_id' | 'connection_id' | 'schema_name'>,
  definition: TestDefinition,
  options: QueryOptions & { readonly signal: AbortSignal },
): Promise<readonly ErrorEntry[]> {
  const { signal } = options;
  return withConnectionTarget(context, suite.connection_id, (target) =>
    withReferenceTargets(context, suite, [definition], signal, async (references) => {
      const unasked = references.unreadable(definition);
      if (unasked !== null) throw new TargetError('unreachable', unasked);
      const tables = await findTargetTables(target, [definition], suite.schema_name, signal);
      return problemsWith({ target, references }, definition, tables, options);
    }),
  );
}

async function problemsWith(
  { target, references }: OpenTargets,
  definition: TestDefinition,
  tables: TargetTables,
  options: QueryOptions,
): Promise<readonly ErrorEntry[]> {
  const type = findTestType(definition.testType);
  if (type?.reconciles === undefined || tables.unreadable(definition.schema, definition.table ?? '') !== null)
    return [];
  const tested = tables.known.find(({ table }) => table.toLowerCase() === definition.table?.toLowerCase());
  const missing = resolveSides(type.reconciles, definition, tested ?? null, references.connections).problems;
  if (missing.length > 0) return missing.map(({ field, says }) => entry(field, says));

  const facts = {
    runAt: new Date().toISOString(),
    tables: tables.known,
    references: references.connections,
  };
  const [planned] = planTests([definition], [type], facts);
  const reference = references.targetOf(definition);
  if (planned === undefined || !isReadyTest(planned) || !isReconciliation(planned)) return [];
  if (reference === undefined) return [];
  const refused = await tryReconciliation(target, reference.target, planned.plan.reconciliation, options);
  return [
    ...refusedSql(definition, 'subset_condition', 'column_name', refused.here),
    ...refusedSql(definition, 'match_subset_condition', 'match_table_name', refused.there),
  ];
}

/** Without a condition it is something about the columns themselves. */
function refusedSql(
  { parameters }: TestDefinition,
  condition: 'subset_condition' | 'match_subset_condition',
  otherwise: string,
  words: string | null,
): readonly ErrorEntry[] {
  if (words === null) return [];
  const field = parameters[condition]?.trim() ? condition : otherwise;
  return [entry(field, `The target does not accept this SQL: ${words}`)];
}

const entry = (field: string, detail: string): ErrorEntry => ({
  code: 'invalid_request',
  path: `body.${field}`,
  detail,
});

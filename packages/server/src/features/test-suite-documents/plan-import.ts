/** Decides what an import does to a suite. Pure: the same document, suite and settings give the same plan. */
import type { ImportConfig, ImportedFilter, ImportedTestDefinition, SkipReason } from '@assay/contract';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { definitionProblems } from '../test-definitions/definition-problems.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import { type EntryProblem, entryProblem } from './entry-problem.ts';
import { type CatalogNames, findObstacle } from './find-obstacle.ts';
import { DEFAULT_COLUMNS, type PortableColumns, portableColumns, withFields } from './portable-columns.ts';
import { isGenerated, SuiteIndex } from './suite-index.ts';

/** What happens to one definition of the document (`idx`), or to one test of the suite that it does not have. */
export type PlannedItem = PlannedCreate | PlannedUpdate | PlannedSkip | PlannedDelete;

export interface PlannedCreate {
  readonly action: 'create';
  readonly reason: 'no_match';
  readonly idx: number;
  readonly definition: ImportedTestDefinition;
  /** Null = it gets a new one. */
  readonly externalId: string | null;
  readonly columns: PortableColumns;
}
export interface PlannedUpdate {
  readonly action: 'update';
  readonly reason: 'matched';
  readonly idx: number;
  readonly target: TestDefinitionRow;
  /** The document says whether the test is on. */
  readonly switched: boolean;
  readonly columns: PortableColumns;
}
interface PlannedSkip {
  readonly action: 'skip';
  readonly reason: SkipReason;
  readonly idx: number;
  readonly target: TestDefinitionRow | null;
}
interface PlannedDelete {
  readonly action: 'delete';
  readonly reason: 'absent';
  readonly idx: null;
  readonly target: TestDefinitionRow;
}

export interface ImportPlan {
  /** In the order of the document; deletions after them. */
  readonly items: readonly PlannedItem[];
  readonly problems: readonly EntryProblem[];
}

interface ImportOrders {
  readonly config: ImportConfig;
  /** Which tests of its source the document was to hold; undefined = all. */
  readonly filter: ImportedFilter | undefined;
  /** Fields that a definition leaves out go back to their default. */
  readonly restoreDefaults: boolean;
}

interface SuiteFacts {
  /** All tests of the suite. */
  readonly existing: readonly TestDefinitionRow[];
  readonly catalog: CatalogNames;
  /** Schema of the table group. */
  readonly schema: string;
}

/** `definitions` name no test twice. */
export function planImport(
  definitions: readonly ImportedTestDefinition[],
  orders: ImportOrders,
  { existing, catalog, schema }: SuiteFacts,
): ImportPlan {
  const { config } = orders;
  const suite = new SuiteIndex(existing, schema);
  const taken = takenExternalIds(existing, definitions);
  const matched = new Set<string>();
  const problems: EntryProblem[] = [];

  const items = definitions.map((definition, idx): PlannedItem => {
    const target = suite.find(definition);
    // Before anything is found wrong: a test that the document names is not absent.
    if (target !== null) matched.add(target.id);
    const base = target === null || orders.restoreDefaults ? DEFAULT_COLUMNS : portableColumns(target);
    const columns = withFields(base, definition);
    const skip = (reason: SkipReason): PlannedSkip => ({ action: 'skip', reason, idx, target });

    const obstacle = findObstacle(definition, { idx, columns, catalog });
    if (obstacle !== null) {
      problems.push(obstacle.problem);
      return skip(obstacle.reason);
    }
    if (target !== null) {
      if (config.on_match === 'skip') return skip('policy');
      if (config.on_match === 'overwrite_unlocked' && target.locked) return skip('locked');
      problems.push(...problemsOf(definition, idx, { ...target, ...columns }));
      const switched = orders.restoreDefaults || definition.test_active !== undefined;
      return { action: 'update', reason: 'matched', idx, target, switched, columns };
    }
    if (config.on_new === 'skip') return skip('no_match');
    if (!isGenerated(definition) && suite.hasExternalId(definition.external_id ?? '')) {
      problems.push(entryProblem(idx, 'external_id', EXTERNAL_ID_IN_USE));
      return skip('external_id_in_use');
    }
    problems.push(...problemsOf(definition, idx, draftOf(definition, columns, schema)));
    const locked = columns.locked || (config.on_new === 'create_and_lock' && isGenerated(definition));
    const externalId = isGenerated(definition) ? claim(taken, definition) : (definition.external_id ?? null);
    return {
      action: 'create',
      reason: 'no_match',
      idx,
      definition,
      externalId,
      columns: { ...columns, locked },
    };
  });
  const absent = existing.filter((row) => !matched.has(row.id) && isAbsent(row, orders));
  return { items: [...items, ...absent.map(deletionOf)], problems };
}

/** A test made by hand needs the id of its definition, so that generated ones do not get it. */
function takenExternalIds(
  existing: readonly TestDefinitionRow[],
  definitions: readonly ImportedTestDefinition[],
): Set<string> {
  const manual = definitions.filter((definition) => !isGenerated(definition));
  return new Set([
    ...existing.map(({ external_id }) => external_id),
    ...manual.flatMap(({ external_id }) => external_id ?? []),
  ]);
}

/** A generated test is known by its place: where the id of its definition is taken, it gets another. */
function claim(taken: Set<string>, { external_id }: ImportedTestDefinition): string | null {
  if ((external_id ?? null) === null || taken.has(external_id!)) return null;
  taken.add(external_id!);
  return external_id!;
}

const EXTERNAL_ID_IN_USE =
  'A generated test of the suite has this external_id: give last_auto_gen_date to mean that one, or another external_id.';

const deletionOf = (target: TestDefinitionRow): PlannedDelete => ({
  action: 'delete',
  reason: 'absent',
  idx: null,
  target,
});

/** Whether a test that the document does not name goes. What the document was never to hold is not missing in it. */
function isAbsent(row: TestDefinitionRow, { config, filter }: ImportOrders): boolean {
  if (config.on_absence === 'do_nothing') return false;
  if (config.on_absence === 'delete_unlocked' && row.locked) return false;
  if (filter === undefined) return true;
  const { origin, table_name, test_type } = filter;
  return (
    (origin === 'both' || (origin === 'auto') === (row.generated_at !== null)) &&
    (table_name === null || table_name === row.table_name) &&
    (test_type === null || test_type === row.test_type)
  );
}

type Draft = Parameters<typeof definitionOf>[0];

const draftOf = (definition: ImportedTestDefinition, columns: PortableColumns, schema: string): Draft => ({
  ...columns,
  id: '',
  test_type: definition.test_type,
  schema_name: schema,
});

/** What keeps the test from running as it would be. It is imported all the same: a run says Error, never Passed. */
function problemsOf(definition: ImportedTestDefinition, idx: number, draft: Draft): readonly EntryProblem[] {
  const invalid = definitionProblems(definitionOf(draft)).map(({ path = '', detail }) =>
    entryProblem(idx, path.replace(/^body\./, ''), detail),
  );
  if (definition.test_type === draft.test_type) return invalid;
  const otherType = `The test of this external_id is a ${draft.test_type} and stays one; to change the type, delete it first.`;
  return [entryProblem(idx, 'test_type', otherType), ...invalid];
}

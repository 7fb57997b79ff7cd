/** Why a definition of a document cannot be imported, whatever the settings say. */
import { formatColumnList, ParameterSyntaxError, parseColumnList, type TestType } from '@assay/checks';
import type { ImportedTestDefinition, SkipReason } from '@assay/contract';
import { findTestType, onlyMonitored } from '../test-definitions/definition-problems.ts';
import { type EntryProblem, entryProblem } from './entry-problem.ts';
import type { PortableColumns } from './portable-columns.ts';
import { isGenerated } from './suite-index.ts';

interface Obstacle {
  readonly reason: SkipReason;
  readonly problem: EntryProblem;
}

export type CatalogNames = ReadonlyMap<string, ReadonlySet<string>>;

/** The first that applies; null = none. `columns` is what the test would have. */
export function findObstacle(
  definition: ImportedTestDefinition,
  place: { readonly idx: number; readonly columns: PortableColumns; readonly catalog: CatalogNames },
): Obstacle | null {
  const { idx, columns, catalog } = place;
  const obstacle = (reason: SkipReason, field: string, detail: string): Obstacle => ({
    reason,
    problem: entryProblem(idx, field, detail),
  });
  const { test_type, table_name, column_name } = definition;
  if (!isGenerated(definition) && (definition.external_id ?? null) === null) {
    return obstacle(
      'missing_external_id',
      'external_id',
      'A test made by hand is found again by its external_id: give it one, or export the suite anew.',
    );
  }
  const type = findTestType(test_type);
  if (type === null) {
    return obstacle(
      'invalid_test_type',
      'test_type',
      `There is no test type "${test_type}"; GET /api/v1/test-types lists those that there are.`,
    );
  }
  const onlyWatched = onlyMonitored(type);
  if (onlyWatched !== null) return obstacle('invalid_test_type', 'test_type', onlyWatched);
  if (table_name !== undefined && table_name !== null && !catalog.has(table_name)) {
    return obstacle(
      'invalid_table',
      'table_name',
      `The catalog of the table group has no table "${table_name}": correct the name, or profile the table group first.`,
    );
  }
  const known = catalog.get(columns.table_name ?? '');
  const missing =
    column_name === undefined || known === undefined
      ? []
      : testedColumns(type, column_name).filter((name) => !known.has(name));
  if (missing.length === 0) return null;
  return obstacle(
    'invalid_column',
    'column_name',
    `The table "${columns.table_name}" has no column ${formatColumnList(missing)}: correct the name, or profile the table group first.`,
  );
}

/** Other types keep an expression, a label or nothing where these keep names. */
function testedColumns(type: TestType, column: string | null): readonly string[] {
  if (column === null) return [];
  if (type.scope === 'column') return [column];
  if (type.scope !== 'referential' || type.compares === 'aggregate') return [];
  try {
    return parseColumnList(column);
  } catch (error) {
    // A list that cannot be read is a problem of the definition, which its type tells.
    if (error instanceof ParameterSyntaxError) return [];
    throw error;
  }
}

/** Which test of a suite a definition of a document is. */
import type { ImportedTestDefinition } from '@assay/contract';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';

/** By the date of the document; when it was generated does not matter. */
export const isGenerated = ({ last_auto_gen_date }: ImportedTestDefinition): boolean =>
  (last_auto_gen_date ?? null) !== null;

/**
 * What makes a definition the same test as another: type, table and column of generated ones, the external id of
 * those made by hand. Null for a definition that cannot be told from others.
 */
export function naturalKey(definition: ImportedTestDefinition): string | null {
  const { test_type, table_name, column_name, external_id } = definition;
  if (isGenerated(definition)) return placeKey(test_type, table_name ?? null, column_name ?? null);
  return external_id ?? null;
}

const placeKey = (testType: string, table: string | null, column: string | null): string =>
  JSON.stringify([testType, table, column]);

export class SuiteIndex {
  readonly #byKey: ReadonlyMap<string, TestDefinitionRow>;
  readonly #externalIds: ReadonlySet<string>;

  /** `schema` is that of the table group; tests of a schema that it has left come second. */
  constructor(existing: readonly TestDefinitionRow[], schema: string) {
    const present = existing.filter(({ schema_name }) => schema_name === schema);
    const left = existing.filter(({ schema_name }) => schema_name !== schema);
    this.#byKey = new Map([...left, ...present].map((row) => [keyOfRow(row), row]));
    this.#externalIds = new Set(existing.map(({ external_id }) => external_id));
  }

  find(definition: ImportedTestDefinition): TestDefinitionRow | null {
    const key = naturalKey(definition);
    return (key === null ? undefined : this.#byKey.get(key)) ?? null;
  }

  /** False for a generated test of a schema that the table group has left, when the same is there in the present one. */
  stands(row: TestDefinitionRow): boolean {
    return this.#byKey.get(keyOfRow(row)) === row;
  }

  hasExternalId(id: string): boolean {
    return this.#externalIds.has(id);
  }
}

const keyOfRow = (row: TestDefinitionRow): string =>
  row.generated_at === null ? row.external_id : placeKey(row.test_type, row.table_name, row.column_name);

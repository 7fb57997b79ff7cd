/** Definitions between the store, which keeps what is set, and the checks, which want every field. */
import { NO_PARAMETERS, type ParameterField, type TestDefinition, type TestParameters } from '@assay/checks';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';

export const PARAMETER_FIELDS = Object.keys(NO_PARAMETERS) as ParameterField[];

/** Only the fields that differ from NO_PARAMETERS. */
export function setParameters(parameters: TestParameters): Partial<TestParameters> {
  const set = PARAMETER_FIELDS.filter((field) => parameters[field] !== NO_PARAMETERS[field]);
  return Object.fromEntries(set.map((field) => [field, parameters[field]]));
}

export const allParameters = (set: Partial<TestParameters>): TestParameters => ({ ...NO_PARAMETERS, ...set });

type StoredDefinition = Pick<
  TestDefinitionRow,
  'id' | 'test_type' | 'schema_name' | 'table_name' | 'column_name' | 'parameters' | 'severity'
>;

/** A row, or a result's copy of one, as the checks see it. */
export const definitionOf = (row: StoredDefinition): TestDefinition => ({
  id: row.id,
  testType: row.test_type,
  schema: row.schema_name,
  table: row.table_name,
  column: row.column_name,
  parameters: allParameters(row.parameters),
  severity: row.severity,
});

/** The fields of a test that travel in documents, and the columns that hold them. */
import { NO_PARAMETERS, type TestParameters } from '@assay/checks';
import type { ExportedTestDefinition, ImportedTestDefinition } from '@assay/contract';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { allParameters, PARAMETER_FIELDS, setParameters } from '../test-definitions/stored-parameters.ts';

export type PortableColumns = Pick<
  TestDefinitionRow,
  | 'table_name'
  | 'column_name'
  | 'description'
  | 'active'
  | 'severity'
  | 'locked'
  | 'export_to_observability'
  | 'impact_dimension'
  | 'flagged'
  | 'manual_fields'
  | 'parameters'
>;

/** What a field has that a document leaves out. */
export const DEFAULT_COLUMNS: PortableColumns = {
  table_name: null,
  column_name: null,
  description: null,
  active: true,
  severity: null,
  locked: false,
  export_to_observability: null,
  impact_dimension: null,
  flagged: false,
  manual_fields: [],
  parameters: {},
};

/** Column by field; parameters have the same name in both. In the order of the document. */
const COLUMN_OF = {
  table_name: 'table_name',
  column_name: 'column_name',
  test_description: 'description',
  test_active: 'active',
  severity: 'severity',
  impact_dimension: 'impact_dimension',
  flagged: 'flagged',
  lock_refresh: 'locked',
  edited_fields: 'manual_fields',
  export_to_observability: 'export_to_observability',
} as const satisfies { [Field in keyof ImportedTestDefinition]?: keyof PortableColumns };

const FIELDS = Object.keys(COLUMN_OF) as (keyof typeof COLUMN_OF)[];
const COLUMNS = Object.keys(DEFAULT_COLUMNS) as (keyof PortableColumns)[];

export const portableColumns = (row: TestDefinitionRow): PortableColumns =>
  Object.fromEntries(COLUMNS.map((column) => [column, row[column]])) as unknown as PortableColumns;

/** The fields that differ from their default. */
export function fieldsOf(row: PortableColumns): Omit<ExportedTestDefinition, 'test_type'> {
  const set = FIELDS.filter((field) => !isDefault(row, COLUMN_OF[field]));
  return {
    ...Object.fromEntries(set.map((field) => [field, row[COLUMN_OF[field]]])),
    ...setParameters(allParameters(row.parameters)),
  };
}

function isDefault(row: PortableColumns, column: keyof PortableColumns): boolean {
  const value = row[column];
  return Array.isArray(value) ? value.length === 0 : value === DEFAULT_COLUMNS[column];
}

/** `base` with the fields that the definition names; those that it leaves out stay. */
export function withFields(base: PortableColumns, definition: ImportedTestDefinition): PortableColumns {
  const named = FIELDS.filter((field) => definition[field] !== undefined);
  const parameters = PARAMETER_FIELDS.filter((field) => definition[field] !== undefined);
  const set: TestParameters = {
    ...NO_PARAMETERS,
    ...base.parameters,
    ...Object.fromEntries(parameters.map((field) => [field, definition[field]])),
  };
  return {
    ...base,
    ...Object.fromEntries(named.map((field) => [COLUMN_OF[field], definition[field]])),
    parameters: setParameters(set),
  };
}

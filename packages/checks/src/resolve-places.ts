/**
 * Finds the tables and columns that a definition names and spells them as the target does, for identifiers are
 * quoted when they are sent. What is not there becomes a problem with the place and the remedy; nothing is ever
 * deactivated here, because a table may be back tomorrow.
 */
import { type KnownTable, type KnownTables, knownColumn, placeOf } from './known-tables.ts';
import type { TestDefinition } from './test-definition.ts';
import { formatColumnList, parseColumnList } from './test-parameters/column-list.ts';
import type { TestType } from './test-type.ts';

interface ResolvedPlaces {
  readonly definition: TestDefinition;
  /** The tested table; null for a query of the user's own. */
  readonly table: KnownTable | null;
  /** In the order they were found; empty = everything is there. */
  readonly problems: readonly string[];
}

/** `definition` must have passed the type's `validate`: column lists are taken to be readable. */
export function resolvePlaces(
  type: TestType,
  definition: TestDefinition,
  tables: KnownTables,
): ResolvedPlaces {
  // A user's own query names what it likes; the target says what is missing when it runs.
  if (type.key === 'CUSTOM' || type.scope === 'tablegroup') return { definition, table: null, problems: [] };
  if (definition.table === null) {
    return {
      definition,
      table: null,
      problems: ['The test names no table; choose the table that it tests.'],
    };
  }
  const table = tables.table(definition.schema, definition.table);
  if (table === null)
    return { definition, table, problems: [missingTable(definition.schema, definition.table)] };

  const problems: string[] = [];
  const column = resolveTested(type, definition, table, problems);
  const grouped = resolveList(definition.parameters.groupby_names, table, problems);
  const dated = resolveOptional(definition.parameters.window_date_column, table, problems);
  const reference = type.scope === 'referential' ? resolveReference(definition, tables, problems) : {};
  return {
    definition: {
      ...definition,
      schema: table.schema,
      table: table.table,
      column,
      parameters: {
        ...definition.parameters,
        groupby_names: grouped,
        window_date_column: dated,
        ...reference,
      },
    },
    table,
    problems,
  };
}

function resolveTested(
  type: TestType,
  definition: TestDefinition,
  table: KnownTable,
  problems: string[],
): string | null {
  if (type.compares === 'aggregate') return definition.column;
  if (type.scope === 'referential') return resolveList(definition.column, table, problems);
  if (type.scope !== 'column') return definition.column;
  if (definition.column === null || definition.column === '') {
    problems.push(
      `The test of ${placeOf(table.schema, table.table)} names no column; choose the column that it tests.`,
    );
    return definition.column;
  }
  return resolveName(definition.column, table, problems);
}

function resolveReference(
  definition: TestDefinition,
  tables: KnownTables,
  problems: string[],
): Partial<TestDefinition['parameters']> {
  const { match_schema_name, match_table_name, match_groupby_names } = definition.parameters;
  if (match_table_name === null) return {};
  const schema = match_schema_name?.trim() || definition.schema;
  const table = tables.table(schema, match_table_name.trim());
  if (table === null) {
    problems.push(missingTable(schema, match_table_name));
    return {};
  }
  return {
    match_schema_name: table.schema,
    match_table_name: table.table,
    match_groupby_names: resolveList(match_groupby_names, table, problems),
  };
}

function resolveList(list: string | null, table: KnownTable, problems: string[]): string | null {
  if (list === null || list.trim() === '') return list;
  return formatColumnList(parseColumnList(list).map((name) => resolveName(name, table, problems)));
}

const resolveOptional = (name: string | null, table: KnownTable, problems: string[]): string | null =>
  name === null || name.trim() === '' ? name : resolveName(name.trim(), table, problems);

function resolveName(name: string, table: KnownTable, problems: string[]): string {
  const column = knownColumn(table, name);
  if (column === null) {
    problems.push(
      `The column ${placeOf(table.schema, table.table, name)} is not there; correct the name, restore the column, or delete the test.`,
    );
  }
  return column?.name ?? name;
}

const missingTable = (schema: string | null, table: string): string =>
  `The table ${placeOf(schema, table)} is not there; correct the name, restore the table, check that the connection may read it, or delete the test.`;

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
  readonly problems: readonly PlaceProblem[];
}

interface PlaceProblem {
  /** The place and the remedy. */
  readonly says: string;
  /** What the target does not have; null when the definition names nothing that could be looked for. */
  readonly missing: string | null;
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
      problems: [{ says: 'The test names no table; choose the table that it tests.', missing: null }],
    };
  }
  const table = tables.table(definition.schema, definition.table);
  if (table === null)
    return { definition, table, problems: [missingTable(definition.schema, definition.table)] };

  const problems: PlaceProblem[] = [];
  const column = resolveTested(type, definition, table, problems);
  const grouped = resolveList(definition.parameters.groupby_names, table, problems);
  const dated = resolveOptional(definition.parameters.window_date_column, table, problems);
  const { match_column_names } = definition.parameters;
  // The reference of another connection is looked up there.
  const isWithin = type.reconciles === undefined;
  const compared =
    type.scope === 'column' ? resolveOptional(match_column_names, table, problems) : match_column_names;
  const reference =
    type.scope === 'referential' && isWithin ? resolveReference(definition, tables, problems) : {};
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
        match_column_names: compared,
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
  problems: PlaceProblem[],
): string | null {
  if (type.compares === 'aggregate') return definition.column;
  if (type.scope === 'referential') return resolveList(definition.column, table, problems);
  if (type.scope !== 'column') return definition.column;
  if (definition.column === null || definition.column === '') {
    problems.push({
      says: `The test of ${placeOf(table.schema, table.table)} names no column; choose the column that it tests.`,
      missing: null,
    });
    return definition.column;
  }
  return resolveName(definition.column, table, problems);
}

function resolveReference(
  definition: TestDefinition,
  tables: KnownTables,
  problems: PlaceProblem[],
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

function resolveList(list: string | null, table: KnownTable, problems: PlaceProblem[]): string | null {
  if (list === null || list.trim() === '') return list;
  return formatColumnList(parseColumnList(list).map((name) => resolveName(name, table, problems)));
}

const resolveOptional = (name: string | null, table: KnownTable, problems: PlaceProblem[]): string | null =>
  name === null || name.trim() === '' ? name : resolveName(name.trim(), table, problems);

function resolveName(name: string, table: KnownTable, problems: PlaceProblem[]): string {
  const column = knownColumn(table, name);
  if (column === null) {
    const place = placeOf(table.schema, table.table, name);
    problems.push({
      says: `The column ${place} is not there; correct the name, restore the column, or delete the test.`,
      missing: `Missing column: ${place}`,
    });
  }
  return column?.name ?? name;
}

function missingTable(schema: string | null, table: string): PlaceProblem {
  const place = placeOf(schema, table);
  return {
    says: `The table ${place} is not there; correct the name, restore the table, check that the connection may read it, or delete the test.`,
    missing: `Missing table: ${place}`,
  };
}

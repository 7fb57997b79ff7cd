/** Finds the reference of a definition, and which of its columns is held against which. */
import { type KnownTable, KnownTables, knownColumn, placeOf } from '../known-tables.ts';
import type { TestDefinition } from '../test-definition.ts';
import { formatColumnList, parseColumnList } from '../test-parameters/column-list.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { subsetOf, userCondition } from '../test-parts/tested-column.ts';
import { comparedKind } from './compared-kind.ts';
import type { ReconciledColumn, ReconciledSides, ReconciliationKind } from './reconciliation.ts';
import { type ReferenceConnections, referenceSchema } from './reference-connection.ts';
import { totalsOf } from './total-names.ts';

export interface SideProblem {
  readonly field:
    | 'match_connection_name'
    | 'match_table_name'
    | 'match_column_names'
    | 'match_groupby_names'
    | 'baseline_value';
  /** The place and the remedy. */
  readonly says: string;
  /** What is not there now; null for another reason. */
  readonly missing: string | null;
}

export type ResolvedSides =
  | { readonly definition: TestDefinition; readonly sides: ReconciledSides; readonly problems: readonly [] }
  | { readonly sides: null; readonly problems: readonly SideProblem[] };

const refusal = (problem: SideProblem): ResolvedSides => ({ sides: null, problems: [problem] });

/**
 * The names in `definition` are those of `tested` already; those of the reference are spelled here. Without a tested table
 * only the reference is looked for: there are no sides, and no problems where it is there.
 */
export function resolveSides(
  kind: ReconciliationKind,
  definition: TestDefinition,
  tested: KnownTable | null,
  references: ReferenceConnections,
): ResolvedSides {
  const name = requiredText(definition, 'match_connection_name').trim();
  const connection = references.get(name) ?? noSuchConnection(name);
  if ('problem' in connection) {
    const { problem, missing } = connection;
    return refusal({ field: 'match_connection_name', says: problem, missing });
  }
  const tableName = requiredText(definition, 'match_table_name').trim();
  const schema = referenceSchema(definition, connection.schemas);
  const table = schema === null ? null : new KnownTables(connection.tables).table(schema, tableName);
  if (table === null) {
    const place = placeOf(
      schema ?? (definition.parameters.match_schema_name || definition.schema),
      tableName,
    );
    return refusal({
      field: 'match_table_name',
      says: `The table ${place} is not there in the connection "${name}"; correct the name, restore the table, or check that the connection may read it.`,
      missing: `Missing table: ${name}: ${place}`,
    });
  }
  if (tested === null) return { sides: null, problems: [] };
  return pairColumns(kind, definition, { tested, table, connection: name });
}

/** Of another project or of none: the same words, so that nobody learns which. */
export const noSuchConnection = (name: string) => ({
  problem: `There is no connection "${name}" in this project; correct the name, or add the connection.`,
  missing: `Missing connection: ${name}`,
});

interface Tables {
  readonly tested: KnownTable;
  readonly table: KnownTable;
  readonly connection: string;
}
interface Pair {
  readonly here: ReconciledColumn;
  readonly there: ReconciledColumn;
}

function pairColumns(kind: ReconciliationKind, definition: TestDefinition, tables: Tables): ResolvedSides {
  const { groupby_names, match_groupby_names, match_column_names } = definition.parameters;
  const problems: SideProblem[] = [];
  const pair = (list: string | null, other: string | null, field: SideProblem['field']) =>
    pairLists(namesIn(list), namesIn(other), field, tables, problems);
  const columns =
    kind === 'rows' && isBlank(definition.column)
      ? pairLists(sharedNames(definition, tables), [], 'match_column_names', tables, problems)
      : pair(definition.column, match_column_names, 'match_column_names');
  const groups = kind === 'values' ? [] : pair(groupby_names, match_groupby_names, 'match_groupby_names');
  if (kind === 'totals') problems.push(...withoutTotal(definition, columns));
  if (problems.length > 0) return { sides: null, problems };

  const [keys, compared] = kind === 'values' ? [columns, []] : [groups, columns];
  const reference = { schema: tables.table.schema, table: tables.table.table };
  const { match_subset_condition } = definition.parameters;
  return {
    definition: {
      ...definition,
      parameters: {
        ...definition.parameters,
        match_schema_name: reference.schema,
        match_table_name: reference.table,
        match_column_names: isBlank(match_column_names) ? match_column_names : namesThere(columns),
        match_groupby_names: isBlank(match_groupby_names) ? match_groupby_names : namesThere(groups),
      },
    },
    sides: {
      here: { from: subsetOf(definition), keys: keys.map(hereOf), compared: compared.map(hereOf) },
      there: {
        from: { table: reference, where: userCondition(match_subset_condition) },
        keys: keys.map(thereOf),
        compared: compared.map(thereOf),
      },
    },
    problems: [],
  };
}

const hereOf = ({ here }: Pair): ReconciledColumn => here;
const thereOf = ({ there }: Pair): ReconciledColumn => there;
const namesThere = (pairs: readonly Pair[]): string => formatColumnList(pairs.map(({ there }) => there.name));
const isBlank = (list: string | null): boolean => list === null || list.trim() === '';
const namesIn = (list: string | null): readonly string[] =>
  list === null || isBlank(list) ? [] : parseColumnList(list);

/** The reference's columns have the same names where it lists none. */
function pairLists(
  names: readonly string[],
  others: readonly string[],
  field: SideProblem['field'],
  { tested, table, connection }: Tables,
  problems: SideProblem[],
): Pair[] {
  return names.flatMap((name, index) => {
    const here = knownColumn(tested, name);
    const wanted = others[index] ?? name;
    const there = knownColumn(table, wanted);
    const place = placeOf(table.schema, table.table, wanted);
    if (there === null) {
      problems.push({
        field,
        says: `The column ${place} is not there in the connection "${connection}"; correct the name, or list the reference's own names.`,
        missing: `Missing column: ${connection}: ${place}`,
      });
    }
    // A column of the tested table that is not there was told already.
    if (here === null || there === null) return [];
    if (comparedKind(here) !== comparedKind(there)) {
      problems.push({
        field,
        says: `The column ${placeOf(tested.schema, tested.table, here.name)} holds ${here.columnType} and ${place} of the connection "${connection}" ${there.columnType}: values of different kinds are never equal; name other columns, or compare with a view that casts one of them.`,
        missing: null,
      });
    }
    return [{ here, there }];
  });
}

/** Names of all columns that both sides have, but the keys. */
function sharedNames(definition: TestDefinition, { tested, table }: Tables): readonly string[] {
  const keys = new Set(namesIn(definition.parameters.groupby_names));
  const names = tested.columns.map(({ name }) => name);
  return names.filter((name) => !keys.has(name) && knownColumn(table, name) !== null);
}

/** Columns of a kind that has none of the totals that are asked for. */
function withoutTotal(definition: TestDefinition, columns: readonly Pair[]): SideProblem[] {
  const idle = columns.filter(({ here }) => totalsOf(definition, comparedKind(here)).length === 0);
  if (idle.length === 0) return [];
  const names = idle.map(({ here }) => here.name).join(', ');
  const says = `${names}: none of these columns has one of the totals that are listed; list others, or other columns.`;
  return [{ field: 'baseline_value', says, missing: null }];
}

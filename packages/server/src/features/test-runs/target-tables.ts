/** Looks up the tables that definitions name, in the target, and no others: describing files means reading them. */
import type { TestDefinition } from '@assay/checks';
import type { RelationDescription, Target } from '@assay/engine';

export interface TargetTables {
  /** Tables with their columns, spelled as in the target. */
  readonly known: readonly RelationDescription[];
  /** Why a table that is there cannot be read, with the remedy; null when it can, or is not there. */
  unreadable(schema: string | null, table: string): string | null;
}

interface NamedTable {
  readonly schema: string;
  readonly table: string;
}

/**
 * Names are compared without regard to case, as people write them. A table that is not there is simply not known.
 * `groupSchema` stands in where a definition names no schema. Throws TargetError.
 */
export async function findTargetTables(
  target: Target,
  definitions: readonly TestDefinition[],
  groupSchema: string,
  signal: AbortSignal,
): Promise<TargetTables> {
  const bySchema = Map.groupBy(
    definitions.flatMap((definition) => tablesNamedBy(definition, groupSchema)),
    ({ schema }) => schema,
  );
  const spelled = await spellSchemas(target, [...bySchema.keys()], groupSchema, signal);
  const found: RelationDescription[] = [];
  for (const [schema, named] of bySchema) {
    const actual = spelled.get(schema);
    if (actual === undefined) continue;
    const wanted = new Set(named.map(({ table }) => table.toLowerCase()));
    const relations = await target.tables(actual, { signal });
    const tables = relations.map(({ table }) => table).filter((table) => wanted.has(table.toLowerCase()));
    if (tables.length > 0) found.push(...(await target.describe(actual, tables, { signal })));
  }
  const reasons = new Map(found.map((table) => [keyOf(table.schema, table.table), table.unreadable]));
  return {
    known: found,
    unreadable: (schema, table) => reasons.get(keyOf(schema ?? groupSchema, table)) ?? null,
  };
}

function tablesNamedBy({ schema, table, parameters }: TestDefinition, groupSchema: string): NamedTable[] {
  const own = schema ?? groupSchema;
  const { match_connection_name, match_schema_name, match_table_name } = parameters;
  return [
    ...(table === null ? [] : [{ schema: own, table: table.trim() }]),
    // The table of another connection is looked up there.
    ...(match_table_name === null || match_connection_name !== null
      ? []
      : [{ schema: match_schema_name?.trim() || own, table: match_table_name.trim() }]),
  ];
}

/** Schemas as the target spells them, by the spelling of the definitions. */
async function spellSchemas(
  target: Target,
  schemas: readonly string[],
  groupSchema: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const own = new Map([[groupSchema, groupSchema]]);
  if (schemas.every((schema) => schema === groupSchema)) return own;
  const existing = await target.schemas({ signal });
  for (const schema of schemas) {
    const actual =
      existing.find((name) => name === schema) ??
      existing.find((name) => name.toLowerCase() === schema.toLowerCase());
    if (actual !== undefined) own.set(schema, actual);
  }
  return own;
}

const keyOf = (schema: string | null, table: string): string =>
  JSON.stringify([schema?.toLowerCase() ?? null, table.trim().toLowerCase()]);

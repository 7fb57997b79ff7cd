/** Which tests can notice a defect at all: the others give on the damaged copy what they gave on the clean one. */
import type { MeasuringTest } from '../plan-tests.ts';

export interface DamagedPlace {
  readonly schema: string | null;
  readonly table: string;
  /** Null where whole rows are lost or repeated. */
  readonly columns: readonly string[] | null;
}

/** Errs on the side of yes: SQL of a user may read anything of the tables that it stands with. */
export function readsDamage(
  { definition, request }: MeasuringTest,
  { schema, table, columns }: DamagedPlace,
): boolean {
  const { match_table_name, match_schema_name, custom_query } = definition.parameters;
  const isOwn = definition.table === table && definition.schema === schema;
  const isReference = match_table_name === table && (match_schema_name || definition.schema) === schema;
  const isNamed = custom_query?.toLowerCase().includes(table.toLowerCase()) ?? false;
  if (!isOwn && !isReference && !isNamed) return false;
  if (columns === null) return true;
  const asked = JSON.stringify(request);
  return HOLDS_USER_SQL.test(asked) || columns.some((name) => asked.includes(JSON.stringify(name)));
}

const HOLDS_USER_SQL = /"kind":"user_sql"|"query":"user_/;

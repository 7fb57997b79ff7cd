/** What the checks made of the measures of a run, added to the rows that hold them. */
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { JudgedTable } from './judge-profile.ts';

/** Adds meaning, flags and better types of columns, and roles of tables. */
export async function storeInterpretation(
  db: Queryable,
  runId: string,
  tables: readonly JudgedTable[],
): Promise<void> {
  const roles = tables.map(({ table, role }) => ({ table_name: table, role }));
  await sql`UPDATE profiled_table AS profiled SET role = found.role
    FROM jsonb_to_recordset(${json(roles)}::jsonb) AS found(table_name text, role text)
   WHERE profiled.profiling_run_id = ${runId} AND profiled.table_name = found.table_name`.execute(db);
  const columns = tables.flatMap((table) =>
    table.columns.map((column) => ({
      table_name: column.table,
      column_name: column.column,
      semantic_type: column.semanticType,
      semantic_reason: column.semanticReason,
      pii: column.pii,
      detected_pii: column.detectedPii,
      critical_data_element: column.criticalDataElement,
      detected_critical_data_element: column.detectedCriticalDataElement,
      suggested_type: column.suggestedType,
    })),
  );
  await sql`UPDATE column_profile AS profile
    SET semantic_type = found.semantic_type, semantic_reason = found.semantic_reason,
        pii = found.pii, detected_pii = found.detected_pii,
        critical_data_element = found.critical_data_element,
        detected_critical_data_element = found.detected_critical_data_element,
        suggested_type = found.suggested_type
    FROM jsonb_to_recordset(${json(columns)}::jsonb) AS found(
      table_name text, column_name text, semantic_type text, semantic_reason text, pii jsonb,
      detected_pii jsonb, critical_data_element boolean, detected_critical_data_element boolean,
      suggested_type jsonb)
   WHERE profile.profiling_run_id = ${runId}
     AND profile.table_name = found.table_name AND profile.column_name = found.column_name`.execute(db);
}

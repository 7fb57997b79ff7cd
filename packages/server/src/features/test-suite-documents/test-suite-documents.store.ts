/** What documents read and write: the definitions of a suite, and the names in the catalog of its table group. */
import type { TestSuiteDocument } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { NewTestDefinition, TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

/** By table, column and type, so that documents of the same tests are the same text. */
export function listForExport(
  db: Queryable,
  suiteId: string,
  { origin, table_name, test_type }: TestSuiteDocument['source']['filter'],
): Promise<TestDefinitionRow[]> {
  return db
    .selectFrom('test_definition')
    .selectAll()
    .where('test_suite_id', '=', suiteId)
    .$if(table_name !== null, (rows) => rows.where('table_name', '=', table_name))
    .$if(test_type !== null, (rows) => rows.where('test_type', '=', test_type ?? ''))
    .$if(origin === 'auto', (rows) => rows.where('generated_at', 'is not', null))
    .$if(origin === 'manual', (rows) => rows.where('generated_at', 'is', null))
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('test_type')
    .orderBy('external_id')
    .execute();
}

export async function tableGroupName(db: Queryable, id: string): Promise<string> {
  const { name } = await db
    .selectFrom('table_group')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return name;
}

/** Column names by table, dropped ones too: they may be back tomorrow, and their tests wait for them. */
export async function catalogNames(
  db: Queryable,
  tableGroupId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('catalog_table')
    .leftJoin('catalog_column', 'catalog_column.catalog_table_id', 'catalog_table.id')
    .select(['catalog_table.name as table_name', 'catalog_column.name as column_name'])
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .execute();
  const tables = Map.groupBy(rows, ({ table_name }) => table_name);
  return new Map(
    [...tables].map(([table, columns]) => [
      table,
      new Set(columns.flatMap(({ column_name }) => column_name ?? [])),
    ]),
  );
}

/** Rows that exist, with what an import changed. Identity, origin and schema stay as they are. */
export async function replaceDefinitions(db: Queryable, rows: readonly NewTestDefinition[]): Promise<void> {
  await inChunks(rows, (chunk) =>
    db
      .insertInto('test_definition')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          table_name: ref('excluded.table_name'),
          column_name: ref('excluded.column_name'),
          description: ref('excluded.description'),
          active: ref('excluded.active'),
          status_text: ref('excluded.status_text'),
          missed_runs: ref('excluded.missed_runs'),
          severity: ref('excluded.severity'),
          impact_dimension: ref('excluded.impact_dimension'),
          locked: ref('excluded.locked'),
          flagged: ref('excluded.flagged'),
          export_to_observability: ref('excluded.export_to_observability'),
          parameters: ref('excluded.parameters'),
          manual_fields: ref('excluded.manual_fields'),
          last_manual_update_at: ref('excluded.last_manual_update_at'),
          updated_at: ref('excluded.updated_at'),
        })),
      )
      .execute(),
  );
}

/** Columns of all relations of a schema, through the dialect's own catalog statement. */
import type { Dialect, Statement } from '@assay/dialects';
import type { ColumnDescription, QueryOptions, Row } from '../target.ts';

interface CatalogReader {
  query(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>;
}

/** By table name, in the order of their positions. */
export async function describeColumns(
  { dialect }: { readonly dialect: Dialect },
  reader: CatalogReader,
  schema: string,
  options: QueryOptions,
): Promise<Map<string, ColumnDescription[]>> {
  const byTable = new Map<string, ColumnDescription[]>();
  for (const row of await reader.query(dialect.introspection.columns(schema), options)) {
    const native = {
      name: String(row.name),
      position: Number(row.position),
      nativeType: String(row.native_type),
      nullable: row.nullable === true,
    };
    const table = String(row.table);
    byTable.set(table, [...(byTable.get(table) ?? []), { ...native, ...dialect.classify(native) }]);
  }
  return byTable;
}

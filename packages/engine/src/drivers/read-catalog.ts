/** What a database says about itself, through its dialect's own catalog statements. */
import type { Dialect, RelationKind, Statement } from '@assay/dialects';
import type { ColumnDescription, QueryOptions, RelationSummary, Row } from '../target.ts';

export interface CatalogReader {
  readonly dialect: Dialect;
  query(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>;
}

/** One statement there and back. */
export async function readVersion(reader: CatalogReader, options?: QueryOptions) {
  const started = performance.now();
  const [row] = await reader.query(reader.dialect.introspection.version(), options);
  return { serverVersion: String(row?.version), latencyMs: performance.now() - started };
}

export async function readSchemas(reader: CatalogReader, options?: QueryOptions): Promise<readonly string[]> {
  const rows = await reader.query(reader.dialect.introspection.schemas(), options);
  return rows.map((row) => String(row.schema));
}

export async function readTables(
  reader: CatalogReader,
  schema: string,
  options?: QueryOptions,
): Promise<readonly RelationSummary[]> {
  const rows = await reader.query(reader.dialect.introspection.tables(schema), options);
  return rows.map((row) => ({
    table: String(row.table),
    kind: row.kind as RelationKind,
    approximateRows: row.approximate_rows === null ? null : Number(row.approximate_rows),
  }));
}

/** Columns of all relations of a schema, by table name, in the order of their positions. */
export async function readColumns(
  reader: CatalogReader,
  schema: string,
  options?: QueryOptions,
): Promise<ReadonlyMap<string, readonly ColumnDescription[]>> {
  const { dialect } = reader;
  const byTable = new Map<string, ColumnDescription[]>();
  for (const row of await reader.query(dialect.introspection.columns(schema), options)) {
    const native = {
      name: String(row.name),
      position: Number(row.position),
      nativeType: String(row.native_type),
      nullable: row.nullable === true,
      defaultExpression: row.default_expression === null ? null : String(row.default_expression),
    };
    const table = String(row.table);
    const columns = byTable.get(table) ?? [];
    columns.push({ ...native, ...dialect.classify(native) });
    byTable.set(table, columns);
  }
  return byTable;
}

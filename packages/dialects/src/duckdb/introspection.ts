/**
 * Catalog statements over the current database. The dialect names no catalog: a driver either opens the user's
 * file itself or attaches it and says USE, and then names resolve and these statements answer alike.
 */
import type { Dialect, Statement } from '../dialect.ts';

const HERE = 'database_name = current_database()';

/** `main` counts as internal though it is the user's; the system's schemas lie in a database of their own. */
const schemas = (): Statement => ({
  sql: `SELECT schema_name AS schema FROM duckdb_schemas() WHERE ${HERE} ORDER BY schema_name`,
  values: [],
});

const tables = (schema: string): Statement => ({
  sql: `SELECT table_name AS "table", 'table' AS kind, CAST(estimated_size AS DOUBLE) AS approximate_rows
  FROM duckdb_tables() WHERE ${HERE} AND schema_name = $1 AND NOT internal
UNION ALL
SELECT view_name, 'view', NULL
  FROM duckdb_views() WHERE ${HERE} AND schema_name = $1 AND NOT internal
 ORDER BY 1`,
  values: [schema],
});

const columns = (schema: string): Statement => ({
  sql: `SELECT table_name AS "table",
  column_name AS name,
  CAST(column_index AS INTEGER) AS position,
  data_type AS native_type,
  is_nullable AS nullable,
  column_default AS default_expression
  FROM duckdb_columns() WHERE ${HERE} AND schema_name = $1 AND NOT internal
 ORDER BY table_name, column_index`,
  values: [schema],
});

const version = (): Statement => ({ sql: `SELECT ltrim(version(), 'v') AS version`, values: [] });

export const introspection: Dialect['introspection'] = { schemas, tables, columns, version };

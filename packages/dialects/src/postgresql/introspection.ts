/**
 * Catalog statements over pg_catalog, which shows materialised views too (information_schema leaves them out).
 * Schemas whose names begin with pg_ belong to the system; nobody else may create them.
 */
import type { Dialect, Statement } from '../dialect.ts';

const KINDS = `CASE c.relkind
    WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned_table' WHEN 'v' THEN 'view'
    WHEN 'm' THEN 'materialized_view' WHEN 'f' THEN 'foreign_table' END`;

/** What a person calls a table: partitions are seen through their parent. */
const PROFILED = `c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition`;

/** Of a partitioned table the sum over its leaves; null when a part of it was never analysed, and for views. */
const APPROXIMATE_ROWS = `CASE
    WHEN c.relkind = 'v' THEN NULL
    WHEN c.relkind = 'p' THEN (
      SELECT CASE WHEN bool_and(leaf.reltuples >= 0) THEN sum(CAST(leaf.reltuples AS double precision)) END
        FROM pg_partition_tree(c.oid) AS part JOIN pg_class AS leaf ON leaf.oid = part.relid
       WHERE part.isleaf AND leaf.relkind <> 'p')
    WHEN c.reltuples >= 0 THEN CAST(c.reltuples AS double precision) END`;

const schemas = (): Statement => ({
  sql: `SELECT CAST(nspname AS text) AS schema
  FROM pg_catalog.pg_namespace
 WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND has_schema_privilege(oid, 'USAGE')
 ORDER BY CAST(nspname AS text) COLLATE "C"`,
  values: [],
});

const tables = (schema: string): Statement => ({
  sql: `SELECT CAST(c.relname AS text) AS "table",
  ${KINDS} AS kind,
  ${APPROXIMATE_ROWS} AS approximate_rows
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND ${PROFILED}
 ORDER BY CAST(c.relname AS text) COLLATE "C"`,
  values: [schema],
});

/**
 * A column of a domain is shown as the type under the domain (domains can rest on domains): that is what its
 * values are, and a modifier such as varchar(20) sits on the domain, not on the column.
 */
const columns = (schema: string): Statement => ({
  sql: `SELECT CAST(c.relname AS text) AS "table",
  CAST(a.attname AS text) AS name,
  CAST(a.attnum AS integer) AS position,
  pg_catalog.format_type(base.type, base.modifier) AS native_type,
  NOT a.attnotnull AS nullable,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_expression
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 CROSS JOIN LATERAL (
   WITH RECURSIVE chain AS (
     SELECT a.atttypid AS type, a.atttypmod AS modifier, 0 AS depth
     UNION ALL
     SELECT t.typbasetype, t.typtypmod, chain.depth + 1
       FROM chain JOIN pg_catalog.pg_type AS t ON t.oid = chain.type AND t.typtype = 'd')
   SELECT type, modifier FROM chain ORDER BY depth DESC LIMIT 1) AS base
 WHERE n.nspname = $1 AND a.attnum > 0 AND NOT a.attisdropped AND ${PROFILED}
 ORDER BY CAST(c.relname AS text) COLLATE "C", a.attnum`,
  values: [schema],
});

const version = (): Statement => ({ sql: `SELECT current_setting('server_version') AS version`, values: [] });

export const introspection: Dialect['introspection'] = { schemas, tables, columns, version };

/** A repeatable part of a relation, copied into the memory of an in-process DuckDB. */
import { dialects, type TableName } from '@assay/dialects';
import type { QueryOptions, StagedRelation } from '../target.ts';
import { type DuckdbDatabase, SCRATCH_CATALOG } from './duckdb-database.ts';

/** Hashes are unsigned and have 64 bits. */
const HASHES = 2 ** 64;
/** Any number, but always the same. */
const SAMPLE_SEED = 64;

let staged = 0;

/**
 * Each row is drawn by a hash of its position, so that a table gives the same rows every time (with the same version of
 * DuckDB). Numbering rows without an order makes DuckDB scan in one thread and in the order of the file. The rows
 * of a view have positions only as far as its own statement gives them an order. `share` is above 0 and below 1.
 */
export async function stageSample(
  database: DuckdbDatabase,
  relation: TableName,
  share: number,
  options: QueryOptions = {},
): Promise<StagedRelation> {
  const { quoteIdentifier } = dialects.duckdb;
  const schema = relation.schema === null ? '' : `${quoteIdentifier(relation.schema)}.`;
  const sample: TableName = { schema: SCRATCH_CATALOG, table: `sample_${staged++}` };
  const name = `${SCRATCH_CATALOG}.${sample.table}`;
  await database.execute(
    `CREATE TABLE ${name} AS SELECT * FROM ${schema}${quoteIdentifier(relation.table)} ` +
      `QUALIFY hash(row_number() OVER (), ${SAMPLE_SEED}) < CAST(${BigInt(Math.floor(share * HASHES))} AS UBIGINT)`,
    options,
  );
  return { relation: sample, release: () => database.execute(`DROP TABLE IF EXISTS ${name}`) };
}

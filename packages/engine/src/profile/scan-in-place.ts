/** Measures where the data lie: files and columnar engines (`in_place`), and databases that do the work themselves (`push`). */
import { createRenderer } from '@assay/dialects';
import type { TableSample } from '../sampling/plan-sample.ts';
import type { QueryOptions, RelationDescription, StagedRelation, Target } from '../target.ts';
import { ordinaryFacets } from './column-facets.ts';
import type { ScanSource } from './scan-source.ts';

/**
 * No snapshot spans the statements: a table that is written to meanwhile may give measures of slightly different rows.
 * A sample has the same rows in all of them.
 */
export async function scanInPlace<Answer>(
  target: Target,
  table: RelationDescription,
  sample: TableSample | null,
  signal: AbortSignal,
  measure: (source: ScanSource) => Promise<Answer>,
): Promise<Answer> {
  const relation = { schema: table.schema, table: table.table };
  const options: QueryOptions = { signal, about: { table: relation } };
  const staged = await stage(target, table, sample, options);
  const name = createRenderer(target.dialect).tableName(staged?.relation ?? relation);
  try {
    return await measure({
      dialect: target.dialect,
      from: sample?.clause ? `${name} ${sample.clause}` : name,
      columns: table.columns.map((description) => ({
        description,
        facets: target.facets?.(description) ?? ordinaryFacets(description),
      })),
      concurrency: target.concurrency,
      run: (statement) => target.query(statement, options),
    });
  } finally {
    await staged?.release();
  }
}

async function stage(
  target: Target,
  table: RelationDescription,
  sample: TableSample | null,
  options: QueryOptions,
): Promise<StagedRelation | undefined> {
  if (sample === null) return target.stage?.(table, options);
  return sample.clause === null ? target.stageSample?.(table, sample.share, options) : undefined;
}

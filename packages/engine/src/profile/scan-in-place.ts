/** Measures where the data lie: files and columnar engines (`in_place`), and databases that do the work themselves (`push`). */
import type { RelationDescription, Target } from '../target.ts';
import { ordinaryFacets } from './column-facets.ts';
import type { ScanSource } from './scan-source.ts';

/** No snapshot spans the statements: a table that is written to meanwhile may give measures of slightly different rows. */
export async function scanInPlace<Answer>(
  target: Target,
  table: RelationDescription,
  signal: AbortSignal,
  measure: (source: ScanSource) => Promise<Answer>,
): Promise<Answer> {
  const relation = { schema: table.schema, table: table.table };
  const about = { table: relation };
  const staged = await target.stage?.(relation, { signal, about });
  try {
    return await measure({
      dialect: target.dialect,
      relation: staged?.relation ?? relation,
      columns: table.columns.map((description) => ({
        description,
        facets: target.facets?.(description) ?? ordinaryFacets(description),
      })),
      concurrency: target.concurrency,
      run: (statement) => target.query(statement, { signal, about }),
    });
  } finally {
    await staged?.release();
  }
}

/** Rows that repeat an earlier row in every column. */
import type { MeasuredColumn } from '@assay/checks';
import { createRenderer } from '@assay/dialects';
import type { ScanSource } from '../profile/scan-source.ts';

/** Grouping by more columns costs more than anybody gains: rows this wide hardly ever repeat unseen. */
export const MOST_COLUMNS_COMPARED = 256;

/**
 * Equal means what "distinct" means for each column; nulls are equal. 0 without a query when a column holds no value
 * twice; null for tables without columns, wider than MOST_COLUMNS_COMPARED, or with a column that could not be measured.
 * Throws TargetError.
 */
export async function countDuplicateRows(
  source: ScanSource,
  columns: readonly MeasuredColumn[],
): Promise<number | null> {
  if (columns.length === 0 || columns.length > MOST_COLUMNS_COMPARED) return null;
  if (columns.some(({ error }) => error !== null)) return null;
  if (columns.some(holdsNothingTwice)) return 0;
  const renderer = createRenderer(source.dialect);
  const values = source.columns.map(
    ({ facets }, index) => `${renderer.expression(facets.value)} AS c${index}`,
  );
  const places = values.map((_, index) => index + 1).join(', ');
  const groups = `SELECT ${values.join(', ')}, count(*) AS row_count FROM ${source.from} GROUP BY ${places} HAVING count(*) > 1`;
  const sql = `SELECT coalesce(sum(row_count - 1), 0) AS repeats FROM (${groups}) AS repeated`;
  const [row] = await source.run(renderer.statement(sql));
  return Number(row?.repeats);
}

function holdsNothingTwice({ measures }: MeasuredColumn): boolean {
  const { record_ct: rows, distinct_value_ct: distinct, null_value_ct: nulls } = measures;
  if (rows === undefined || distinct === undefined || nulls === undefined) return false;
  return nulls <= 1 && distinct + nulls === rows;
}

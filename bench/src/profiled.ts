import type { MeasuredTable } from '@assay/checks';
import type { ProfileHooks } from '@assay/engine';

/** The one table that `run` profiles. Throws when it left something out: that is not a time to compare with. */
export async function profiled(run: (hooks: ProfileHooks) => Promise<void>): Promise<MeasuredTable> {
  const measured: MeasuredTable[] = [];
  await run({ signal: new AbortController().signal, onTable: (table) => void measured.push(table) });
  const [table] = measured;
  if (table === undefined || table.error !== null)
    throw new Error(`not profiled: ${table?.error ?? 'no table'}`);
  const broken = table.columns.filter((column) => column.error !== null);
  if (broken.length > 0) throw new Error(broken.map(({ column, error }) => `${column}: ${error}`).join('\n'));
  return table;
}

/** The profile as users get it, by one of the engine's strategies. */
import type { MeasuredTable, ScanStrategy } from '@assay/checks';
import { DEFAULT_ENGINE_OPTIONS, openTarget, profileTables } from '@assay/engine';
import { TABLE } from './order-table.ts';
import type { Step } from './step.ts';

export function engineProfile(strategy: ScanStrategy): Step {
  return async ({ url }) => {
    const target = await openTarget({ type: 'postgresql', url }, DEFAULT_ENGINE_OPTIONS);
    const measured: MeasuredTable[] = [];
    try {
      const tables = await target.describe(TABLE.schema, [TABLE.table]);
      const request = { tables, runAt: new Date().toISOString(), strategy };
      await profileTables(target, request, DEFAULT_ENGINE_OPTIONS, {
        signal: new AbortController().signal,
        onTable: (table) => void measured.push(table),
      });
    } finally {
      await target.close();
    }
    failOnGaps(measured, strategy);
    return {};
  };
}

/** A profile that left something out is not a time to compare with. */
function failOnGaps(measured: readonly MeasuredTable[], strategy: ScanStrategy): void {
  const [table] = measured;
  if (table === undefined || table.error !== null)
    throw new Error(`not profiled: ${table?.error ?? 'no table'}`);
  if (table.strategy !== strategy) throw new Error(`asked for ${strategy}, got ${table.strategy}`);
  const broken = table.columns.filter((column) => column.error !== null);
  if (broken.length > 0) throw new Error(broken.map(({ column, error }) => `${column}: ${error}`).join('\n'));
}

/** The profile as users get it, by one of the engine's strategies. */
import type { ScanStrategy } from '@assay/checks';
import { DEFAULT_ENGINE_OPTIONS, openTarget, profileTables } from '@assay/engine';
import { profiled } from '../profiled.ts';
import type { Step } from '../step.ts';
import type { ProfileContext } from './context.ts';
import { TABLE } from './order-table.ts';

export function engineProfile(strategy: ScanStrategy): Step<ProfileContext> {
  return async ({ url }) => {
    const target = await openTarget({ type: 'postgresql', url }, DEFAULT_ENGINE_OPTIONS);
    try {
      const tables = await target.describe(TABLE.schema, [TABLE.table]);
      const request = { tables, runAt: new Date().toISOString(), strategy };
      const table = await profiled((hooks) => profileTables(target, request, DEFAULT_ENGINE_OPTIONS, hooks));
      if (table.strategy !== strategy) throw new Error(`asked for ${strategy}, got ${table.strategy}`);
    } finally {
      await target.close();
    }
    return {};
  };
}

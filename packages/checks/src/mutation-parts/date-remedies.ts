/** Tests that notice when a table of moments stops. */
import type { MutationSite, Remedy } from '../mutation.ts';
import { dayNumber } from '../test-parts/calendar.ts';
import { columnTest } from './remedies.ts';

/** Beyond the age that the newest row has now: weekends, and a load that is late. */
const DAYS_OF_GRACE = 3;

export function freshEnough(site: MutationSite): readonly Remedy[] {
  const [newest, today] = [dayNumber(site.column.facts.largest), dayNumber(site.runAt)];
  if (newest === null || today === null) return [];
  return [columnTest('Recency', site, { threshold_value: String(today - newest + DAYS_OF_GRACE) })];
}

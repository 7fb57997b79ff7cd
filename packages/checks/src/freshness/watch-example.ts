import { NO_BOUNDS, type UpdateWatch } from './update-watch.ts';

/** For examples: the run before saw this, `minutesAgo` after its table was updated. */
export function watchExample(
  fingerprint: string,
  columns: string,
  {
    minutesAgo,
    bounds = NO_BOUNDS,
  }: { readonly minutesAgo: number; readonly bounds?: UpdateWatch['bounds'] },
): UpdateWatch {
  return {
    seen: { fingerprint, parameters: { groupby_names: columns, subset_condition: null } },
    last: {
      at: new Date('2024-03-10T00:00:00Z'),
      minutesAgo,
      excludedMinutes: 0,
      clockChange: 0,
      isExcludedNow: false,
    },
    bounds,
    learning: null,
    timeZone: 'UTC',
    schedule: null,
  };
}

import type { ValueGrouping } from '../value-grouping.ts';
import { frequencies } from './frequencies.ts';
import { hours } from './hours.ts';
import { patterns } from './patterns.ts';
import { sentinels } from './sentinels.ts';
import { weekdays } from './weekdays.ts';

/** Every grouping that a profile holds. */
export const VALUE_GROUPINGS: readonly ValueGrouping[] = [frequencies, patterns, weekdays, hours, sentinels];

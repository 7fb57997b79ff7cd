import type { ValueGrouping } from '../value-grouping.ts';
import { frequencies } from './frequencies.ts';
import { patterns } from './patterns.ts';

/** Every grouping that a profile holds. */
export const VALUE_GROUPINGS: readonly ValueGrouping[] = [frequencies, patterns];

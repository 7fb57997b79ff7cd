import { asText, weekday } from '@assay/dialects';
import type { ValueGrouping } from '../value-grouping.ts';

/** Rows on each day of the week. */
export const weekdays: ValueGrouping = {
  name: 'weekdays',
  title: 'Days of the week',
  description: 'Rows on each day of the week, 1 = Monday ... 7 = Sunday; infinite dates are left out.',
  appliesTo: ['D'],
  groupBy: ({ moment }) => asText(weekday(moment)),
  limit: 7,
};

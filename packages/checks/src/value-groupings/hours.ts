import {
  asText,
  coalesce,
  type Expression,
  hour,
  ifThenElse,
  left,
  nullIf,
  replaceText,
  startsWith,
  text,
} from '@assay/dialects';
import type { ValueGrouping } from '../value-grouping.ts';

/** Of `07:30:00` the 7. The end of a day, 24:00, is in none of its hours. */
function hourWritten(time: Expression<'text'>): Expression<'text'> {
  const digits = left(time, 2);
  const withoutZero = coalesce(nullIf(replaceText(digits, '0', ''), text('')), text('0'));
  return nullIf(ifThenElse(startsWith(digits, '0'), withoutZero, digits), text('24'));
}

/** Rows in each hour of the day. */
export const hours: ValueGrouping = {
  name: 'hours',
  title: 'Hours of the day',
  description:
    'Rows in each hour of the day, 0 ... 23; of timestamps in UTC where a zone is known, of times of day as they are written.',
  appliesTo: ['D', 'T'],
  groupBy: (subject, { generalType, hasTime }) => {
    if (generalType === 'T') return hourWritten(subject.text);
    return hasTime ? asText(hour(subject.moment)) : null;
  },
  limit: 24,
};

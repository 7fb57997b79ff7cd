import {
  asText,
  moment as day,
  ifThenElse,
  isIn,
  number as literal,
  nullIf,
  startOfDay,
  text,
} from '@assay/dialects';
import type { ValueGrouping } from '../value-grouping.ts';

/** Numbers that people and programs write for "unknown". Edit freely: only those present are reported. */
const NUMBERS = [
  -1, -9, -99, -999, -9999, -99999, 9999, 99999, 999999, 9999999, 99999999, 999999999, 9999999999,
];
/** First and last days of calendars of databases, spreadsheets and operating systems, and usual fillers. */
const DAYS = [
  '0001-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1970-01-01',
  '2099-12-31',
  '2999-12-31',
  '9999-12-31',
];

/** Values that often stand for "no value". */
export const sentinels: ValueGrouping = {
  name: 'sentinels',
  title: 'Stand-ins for no value',
  description: `Rows of each value that often stands for "no value": the numbers ${NUMBERS.join(', ')}; the days ${DAYS.join(', ')}, whatever the time.`,
  appliesTo: ['D', 'N'],
  groupBy: ({ number, moment }, { generalType }) => {
    if (generalType === 'N')
      return nullIf(ifThenElse(isIn(number, NUMBERS.map(literal)), asText(number), text('')), text(''));
    const date = startOfDay(moment);
    return nullIf(
      ifThenElse(
        isIn(
          date,
          DAYS.map((one) => day(one)),
        ),
        asText(date),
        text(''),
      ),
      text(''),
    );
  },
  limit: 20,
};

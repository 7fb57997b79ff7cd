import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isDateText } from '../value-conditions/date-text.ts';

export const dateCt = defineMeasure({
  name: 'date_ct',
  title: 'Values that read as dates',
  description:
    'Values that are a date of the years 1800 to 2299, with or without a time of day: ISO 8601, year first, month first, day first, or with the name of the month. The day must exist in its month (29 February counts in any year).',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: [
        '2024-01-15',
        '2024-1-5',
        '2024/01/15',
        '2024-01-15 10:30:00',
        '2024-01-15T10:30:00.123Z',
        '2024-01-15T10:30:00+05:30',
        '20240115',
        '2024011510',
        '20240115103005123456',
        '1899-01-01',
        '2100-01-01',
        '1/15/2024',
        '15/1/2024',
        '1-15-24',
        '15.01.2024',
        '15-JAN-2024',
        '2024-Jan-15',
        '15 Feb 24',
        '2023-02-29',
      ],
      expect: 19,
    },
    {
      type: 'text',
      values: [
        '2024-02-30',
        '2024-13-01',
        '2024-04-31',
        'x2020-01-01',
        '2020-01-01x',
        '13/13/2024',
        'soon',
        '20241332',
        '2024',
        '1799-12-31',
        '2300-01-01',
        '31.04.2024',
        '30-FEB-2024',
        '2024-01-15 25:00:00',
        '',
        '192.168.10.12',
        null,
      ],
      expect: 0,
    },
  ],
  aggregate: ({ text }) => countIf(isDateText(text)),
});

import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded, repeat } from '../hygiene-parts/example-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

/** The date at the head of a pattern, by what tells one way of writing from another; the time of day may follow. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [/^NNNN([-/.])NN?\1NN?(?!N)/, 'year first with "$1"'],
  [/^NN?([-/.])NN?\1(NNNN|NN)(?!N)/, 'year last with "$1"'],
  [/^NN?[- ][Aa]{3}[- ](NNNN|NN)(?!N)/, 'with the name of the month'],
  [/^N{8}$/, 'digits alone'],
];
const isoDays = numbered(40, (i) => `2024-0${1 + (i % 6)}-${padded(1 + (i % 28), 2)}`);

export const mixedDateFormats = defineColumnHygieneType({
  key: 'Mixed_Date_Formats',
  name: 'Mixed Date Formats',
  likelihood: 'Likely',
  dqDimension: 'Consistency',
  impactDimension: 'Usability',
  criterion:
    'At least 90 percent of the values of a text column are dates, and either some can only be read with the day first and others only with the month first, or they are written in several ways (year first or last, with different separators, with names of months).',
  description:
    'Nobody can tell 03/04 from 04/03 in such a column, and one conversion rule reads part of it wrongly without an error.',
  suggestion:
    'Find out which source writes which form, convert each with its own rule, and keep the column as a date.',
  showsValues: false,
  thresholds: {
    date_share: {
      title: 'Dates among the values, at least',
      default: 0.9,
      minimum: 0.1,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'days first and months first',
      tables: [
        oneColumn('paid_on', 'varchar(10)', [
          ...numbered(15, (i) => `${13 + (i % 15)}/02/2024`),
          ...numbered(5, (i) => `02/${13 + i}/2024`),
        ]),
      ],
      expect: [
        { table: 'example', column: 'paid_on', prevalence: 0.165, facts: { day_first: 15, month_first: 5 } },
      ],
    },
    {
      says: 'years first and years last',
      tables: [oneColumn('paid_on', 'varchar(10)', [...isoDays, ...repeat(10, '12/31/2024')])],
      expect: [
        {
          table: 'example',
          column: 'paid_on',
          prevalence: 0.132,
          facts: { ways: ['year first with "-"', 'year last with "/"'] },
        },
      ],
    },
    {
      says: 'one way of writing, days of one digit or two, and dates among words',
      tables: [
        oneColumn('paid_on', 'varchar(10)', isoDays),
        oneColumn(
          'paid_on',
          'varchar(10)',
          numbered(40, (i) => `${1 + (i % 9)}/${1 + (i % 28)}/2024`),
          'american',
        ),
        oneColumn(
          'remark',
          'text',
          [...repeat(17, 'see file'), '2024-01-31', '2024-02-01', '12/31/2024'],
          'notes',
        ),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const values = countOf(column, 'value_ct') - countOf(column, 'zero_length_ct');
    if (!isText(column) || values === 0) return null;
    const dayFirst = countOf(column, 'day_first_date_ct');
    const monthFirst = countOf(column, 'month_first_date_ct');
    const dates = Math.max(countOf(column, 'date_ct'), dayFirst + monthFirst);
    if (dates < thresholds.date_share * values) return null;
    const ways = waysOf(column);
    const written = ways.reduce((sum, [, rows]) => sum + rows, 0);
    const stray = Math.max(Math.min(dayFirst, monthFirst), written - (ways[0]?.[1] ?? 0));
    if (stray === 0) return null;
    const names = ways.map(([name]) => name);
    return {
      detail: `Of ${grouped(dates)} dates, ${grouped(dayFirst)} have the day first and ${grouped(monthFirst)} the month first; they are written ${names.join(', ') || 'in one way'}.`,
      facts: { day_first: dayFirst, month_first: monthFirst, ways: names, dates },
      badShare: shareOf(stray, countOf(column, 'record_ct')),
    };
  },
});

/** Ways of writing with their rows, the most frequent first. */
function waysOf({ patterns }: ColumnProfile): (readonly [string, number])[] {
  const rows = new Map<string, number>();
  for (const { value, count } of patterns?.items ?? []) {
    const way = wayOf(value);
    if (way !== null) rows.set(way, (rows.get(way) ?? 0) + count);
  }
  return [...rows].toSorted((a, b) => b[1] - a[1]);
}

function wayOf(pattern: string): string | null {
  for (const [shape, name] of WAYS) {
    const match = shape.exec(pattern);
    if (match !== null) return name.replace('$1', match[1] ?? '');
  }
  return null;
}

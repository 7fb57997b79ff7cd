import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf, isDate, shareOf } from '../read-measure.ts';

/** Systems write the first of all dates for "no date"; it is a marker, not a mistake. */
const NO_DATE = '0001-01-01';

export const unlikelyDateValues = defineColumnHygieneType({
  key: 'Unlikely_Date_Values',
  name: 'Unlikely Dates out of Typical Range',
  likelihood: 'Likely',
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  criterion:
    'The earliest date is 1900-01-01 or before (0001-01-01 excepted), or the latest lies more than 30 years after the day of the run.',
  description:
    'Such dates are mostly typing mistakes, defaults of a program, or markers for "unknown"; ages, durations and time charts go wrong with them.',
  suggestion: 'Correct these dates or turn them into nulls.',
  showsValues: true,
  thresholds: {
    earliest_year: {
      title: 'Dates up to the first day of this year are unlikely',
      default: 1900,
      minimum: 1,
      maximum: 2200,
      unit: 'years',
    },
    years_ahead: {
      title: 'Dates more years after the run are unlikely',
      default: 30,
      minimum: 0,
      maximum: 1000,
      unit: 'years',
    },
  },
  examples: [
    {
      says: 'a date of 1899 is unlikely; rows over 100 years old and over 20 years ahead weigh on the score',
      tables: [
        oneColumn('d', 'date', [
          '2025-06-30',
          '2025-06-01',
          '2025-05-31',
          '2024-07-01',
          '2024-06-30',
          '2024-05-31',
          '2020-06-30',
          '2005-06-30',
          '1899-12-31',
          '2026-01-01',
          '2046-07-01',
          null,
        ]),
      ],
      expect: [
        {
          table: 'example',
          column: 'd',
          prevalence: 0.11,
          facts: { earliest: '1899-12-31', latest: '2046-07-01' },
        },
      ],
    },
    {
      says: 'the date that stands for "for ever"',
      tables: [oneColumn('valid_to', 'date', ['2025-12-31', '9999-12-31', '2026-01-31', '2025-08-31'])],
      expect: [{ table: 'example', column: 'valid_to', prevalence: 0.165 }],
    },
    {
      says: 'births and plans are likely enough',
      tables: [
        oneColumn('d', 'date', ['1931-05-05', '1988-01-01', '2050-01-01', '2025-01-01', '2024-01-01']),
      ],
      expect: [],
    },
  ],
  detect: (column, { runAt, thresholds }) => {
    const { min_date: earliest, max_date: latest } = column.measures;
    if (!isDate(column) || !earliest || !latest) return null;
    const early = earliest.slice(0, 10);
    const isTooEarly =
      early > NO_DATE && early <= `${String(thresholds.earliest_year).padStart(4, '0')}-01-01`;
    if (!isTooEarly && latest.slice(0, 10) <= yearsAfter(runAt, thresholds.years_ahead)) return null;
    const old = countOf(column, 'before_100yr_date_ct');
    const ahead = countOf(column, 'distant_future_date_ct');
    return {
      detail: `Dates run from ${earliest} to ${latest}; ${grouped(old)} are over 100 years old, ${grouped(ahead)} over 20 years ahead.`,
      facts: { earliest, latest, over_100_years_old: old, over_20_years_ahead: ahead },
      badShare: shareOf(old + ahead, countOf(column, 'record_ct')),
    };
  },
});

const yearsAfter = (runAt: string, years: number): string =>
  `${Number(runAt.slice(0, 4)) + years}${runAt.slice(4, 10)}`;

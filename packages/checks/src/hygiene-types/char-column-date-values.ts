import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { grouped, percentText } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

const days = numbered(96, (i) => `2024-01-${padded((i % 31) + 1, 2)}`);

export const charColumnDateValues = defineColumnHygieneType({
  key: 'Char_Column_Date_Values',
  name: 'Character Column with Mostly Date Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion: 'More than 95 percent of the values of a text column are dates, but not all.',
  description:
    'The column holds dates that cannot be compared or sorted as dates, and the few values that are none break every conversion.',
  suggestion: 'Move the dates to a date column, and the rest to where it belongs.',
  showsValues: false,
  thresholds: {
    mostly_share: {
      title: 'Dates among the values, more than',
      default: 0.95,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: '96 dates among 100 values; 30 February is none',
      tables: [oneColumn('d_txt', 'varchar(10)', [...days, 'soon', 'later', 'tbd', '2024-02-30'])],
      expect: [{ table: 'example', column: 'd_txt', prevalence: 0.6336, facts: { dates: 96, percent: 96 } }],
    },
    {
      says: 'a few dates among words',
      tables: [oneColumn('remark', 'text', ['2024-01-01', 'soon', 'later', 'next week', 'never'])],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const values = countOf(column, 'value_ct');
    const dates = countOf(column, 'date_ct');
    if (!isText(column) || dates <= thresholds.mostly_share * values || dates >= values) return null;
    const share = shareOf(dates, values);
    return {
      detail: `${grouped(dates)} of ${grouped(values)} values are dates (${percentText(share)}).`,
      facts: { dates, values, percent: Number((100 * share).toFixed(2)) },
      // Every date is in the wrong place, not only the strays among them.
      badShare: shareOf(dates, countOf(column, 'record_ct')),
    };
  },
});

import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { grouped, percentText } from '../hygiene-parts/wording.ts';
import { shareOf } from '../read-measure.ts';

export const smallMissingValueCt = defineColumnHygieneType({
  key: 'Small_Missing_Value_Ct',
  name: 'Small Percentage of Missing Values Found',
  likelihood: 'Possible',
  dqDimension: 'Completeness',
  impactDimension: 'Regularity',
  criterion: 'More than 97 percent of the rows hold a value, but not all of them.',
  description:
    'A column that is almost always filled is most likely meant to be always filled: the few gaps are exceptions that slipped through.',
  suggestion: 'Look at the rows without a value: correct them, complete them, or leave them out.',
  showsValues: false,
  thresholds: {
    complete_share: {
      title: 'Rows with a value, more than',
      default: 0.97,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'two nulls of a hundred rows',
      tables: [oneColumn('opt', 'varchar(4)', [...numbered(98, (i) => `C${i % 4}`), null, null])],
      expect: [{ table: 'example', column: 'opt', prevalence: 0.0066, facts: { missing: 2, records: 100 } }],
    },
    {
      says: 'numbers can be missing too, and a filler is a missing value',
      tables: [
        oneColumn('amount', 'integer', [...numbered(99, (i) => i * 7), null]),
        oneColumn('remark', 'text', [...numbered(99, (i) => `word ${i}`), 'n/a'], 'remarks'),
      ],
      expect: [
        { table: 'example', column: 'amount', prevalence: 0.0033, facts: { missing: 1 } },
        { table: 'remarks', column: 'remark', prevalence: 0.0033, facts: { missing: 1 } },
      ],
    },
    {
      says: 'complete columns and half-empty ones are not exceptions',
      tables: [
        oneColumn(
          'full',
          'integer',
          numbered(100, (i) => i),
        ),
        oneColumn('half', 'integer', [...numbered(50, (i) => i), ...repeat(50, null)], 'other'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const { all: missing, records } = missingRows(column);
    const present = shareOf(records - missing, records);
    if (missing === 0 || present <= thresholds.complete_share) return null;
    const share = shareOf(missing, records);
    return {
      detail: `${grouped(missing)} of ${grouped(records)} rows have no value (${percentText(share)}).`,
      facts: { missing, records, percent: Number((100 * share).toFixed(2)) },
      badShare: share,
    };
  },
});

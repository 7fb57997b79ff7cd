import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { percentText, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, isText, shareOf } from '../read-measure.ts';

const WITH_UNIT = /^[+-]?\d[\d,]*(\.\d+)? ?(%|lb|lbs|oz|kg|g|mg|km|m|cm|mm|mi|ft|in)$/i;

export const charColumnNumberUnits = defineColumnHygieneType({
  key: 'Char_Column_Number_Units',
  name: 'Character Column with Numbers and Units',
  likelihood: 'Possible',
  dqDimension: 'Consistency',
  impactDimension: 'Usability',
  criterion:
    'More than half of the values of a text column hold a digit, and the most frequent value is a number with a unit (%, lb, oz, kg, g, mg, km, m, cm, mm, mi, ft, in).',
  description:
    'Amounts and their units share one column. They cannot be added up or compared until somebody takes them apart, and the units may differ.',
  suggestion: 'Keep the number in a numeric column, and the unit in another or in the name.',
  showsValues: true,
  thresholds: {
    digit_share: {
      title: 'Values with a digit, more than',
      default: 0.5,
      minimum: 0.1,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'weights and percentages in one column',
      tables: [
        oneColumn('amt_txt', 'varchar(10)', [
          ...repeat(16, '12 kg'),
          ...repeat(8, '30%'),
          ...repeat(8, '7.5kg'),
          ...repeat(8, 'n/a'),
        ]),
      ],
      expect: [{ table: 'example', column: 'amt_txt', prevalence: null, facts: { top_value: '12 kg' } }],
    },
    {
      says: 'numbers without units, and units without numbers',
      tables: [
        oneColumn('amount', 'text', ['12', '12', '7', '8', '9']),
        oneColumn('unit', 'text', ['kg', 'kg', 'lb', 'm2', 'kg'], 'units'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const values = column.frequencies?.items.map(({ value }) => value) ?? [];
    const [top] = values;
    const withDigits = shareOf(countOf(column, 'includes_digit_ct'), countOf(column, 'value_ct'));
    if (!isText(column) || top === undefined || withDigits <= thresholds.digit_share || !WITH_UNIT.test(top))
      return null;
    const measured = values.filter((value) => WITH_UNIT.test(value));
    return {
      detail: `${percentText(withDigits)} of the values hold digits, such as ${quotedList(measured)}.`,
      facts: { top_value: top, with_units: measured },
      badShare: null,
    };
  },
});

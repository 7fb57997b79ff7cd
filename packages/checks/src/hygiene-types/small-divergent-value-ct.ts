import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { grouped, percentText, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const smallDivergentValueCt = defineColumnHygieneType({
  key: 'Small_Divergent_Value_Ct',
  name: 'Small Percentage of Divergent Values Found',
  likelihood: 'Possible',
  dqDimension: 'Validity',
  impactDimension: 'Regularity',
  criterion:
    'One value makes up more than 97 percent of the values, but not all of them. Booleans are left out, and numbers that are mostly 0, as amounts of rare events are.',
  description:
    'The column is all but constant. The few other values are either the interesting ones or mistakes, and nobody may have noticed them.',
  suggestion: 'Ask the owner of the data whether the rare values are meant.',
  showsValues: true,
  thresholds: {
    common_share: {
      title: 'Share of the one value, more than',
      default: 0.97,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'two rows differ from all others',
      tables: [oneColumn('kind', 'varchar(2)', [...repeat(98, 'A'), 'B', 'B'])],
      expect: [
        { table: 'example', column: 'kind', prevalence: 0.0066, facts: { divergent: 2, top_value: 'A' } },
      ],
    },
    {
      says: 'a constant has no exception, and booleans are made of two values',
      tables: [
        oneColumn('kind', 'varchar(2)', repeat(100, 'A')),
        oneColumn('active', 'boolean', [...repeat(99, true), false], 'flags'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const [top, ...others] = column.frequencies?.items ?? [];
    if (top === undefined || column.semanticType === 'Boolean' || isZero(column, top.value)) return null;
    const values = countOf(column, 'value_ct');
    const share = shareOf(top.count, values);
    if (share <= thresholds.common_share || share >= 1) return null;
    const rare = others.map(({ value }) => value);
    const otherwise = rare.length > 0 ? quotedList(rare) : 'blank';
    return {
      detail: `"${top.value}" makes up ${percentText(share)} of ${grouped(values)} values; the others are ${otherwise}.`,
      facts: { top_value: top.value, top_count: top.count, divergent: values - top.count, others: rare },
      badShare: shareOf(values - top.count, countOf(column, 'record_ct')),
    };
  },
});

const isZero = ({ generalType }: ColumnProfile, value: string): boolean =>
  generalType === 'N' && Number(value) === 0;

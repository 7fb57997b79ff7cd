import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { quotedList } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';
import { SYNONYM_GROUPS } from '../word-lists/synonyms.ts';

export const variantCodedValues = defineColumnHygieneType({
  key: 'Variant_Coded_Values',
  name: 'Variant Codings for Same Values',
  likelihood: 'Definite',
  dqDimension: 'Consistency',
  impactDimension: 'Usability',
  criterion:
    'Among at most 20 distinct values, two or more that differ in more than case are known to mean the same (m and male, lb and pound), and make up a tenth of the values.',
  description:
    'Several codes mean one thing. Whoever filters by one of them misses the rows with the others.',
  suggestion: 'Settle on one code for each meaning, and map the others to it when the data is loaded.',
  showsValues: true,
  thresholds: {
    most_codes: {
      title: 'Distinct values of a code list, at most',
      default: 20,
      minimum: 2,
      maximum: 100,
      unit: 'values',
    },
    meaningful_share: {
      title: 'Rows of the variants among the values, at least',
      default: 0.1,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'm and male',
      tables: [
        oneColumn(
          'gender',
          'varchar(10)',
          numbered(40, (i) => ['Male', 'M', 'Female', 'female'][i % 4]!),
        ),
      ],
      expect: [
        { table: 'example', column: 'gender', prevalence: null, facts: { variants: [['m', 'male']] } },
      ],
    },
    {
      says: 'three ways to write a pound',
      tables: [
        oneColumn(
          'units',
          'varchar(5)',
          numbered(40, (i) => ['lb', 'lbs', 'pound', 'oz'][i % 4]!),
        ),
      ],
      expect: [
        {
          table: 'example',
          column: 'units',
          prevalence: null,
          facts: { variants: [['lb', 'lbs', 'pound']] },
        },
      ],
    },
    {
      says: 'yes and y',
      tables: [oneColumn('yn', 'varchar(5)', [...repeat(5, 'Yes'), ...repeat(2, 'Nope'), 'Y'])],
      expect: [{ table: 'example', column: 'yn', prevalence: null, facts: { variants: [['y', 'yes']] } }],
    },
    {
      says: 'one code for each meaning, in whatever case',
      tables: [
        oneColumn(
          'gender',
          'varchar(10)',
          numbered(40, (i) => ['Male', 'male', 'Female', 'X'][i % 4]!),
        ),
      ],
      expect: [],
    },
    {
      says: 'two synonyms among a sea of other values are a coincidence',
      tables: [oneColumn('grade', 'varchar(5)', [...repeat(60, 'A'), ...repeat(60, 'B'), 'M', 'Male'])],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    if (countOf(column, 'distinct_value_ct') > thresholds.most_codes) return null;
    const variants = variantsIn(column, thresholds.meaningful_share);
    if (variants.length === 0) return null;
    return {
      detail: `Values that mean the same: ${variants.map((group) => quotedList(group, 10)).join('; ')}.`,
      facts: { variants },
      badShare: null,
    };
  },
});

/** Spellings of the column by synonym group, where a group has several and matters. */
function variantsIn(column: ColumnProfile, meaningfulShare: number): string[][] {
  const counts = new Map<string, number>();
  for (const { value, count } of column.frequencies?.items ?? []) {
    const spelling = value.trim().toLowerCase();
    counts.set(spelling, (counts.get(spelling) ?? 0) + count);
  }
  const values = countOf(column, 'value_ct');
  const groups = SYNONYM_GROUPS.map((group) => group.filter((spelling) => counts.has(spelling)).toSorted());
  const matter = groups.filter((found) => {
    const rows = found.reduce((sum, spelling) => sum + (counts.get(spelling) ?? 0), 0);
    return found.length > 1 && shareOf(rows, values) >= meaningfulShare;
  });
  // Languages share spellings: one variant is named once.
  return [...new Map(matter.map((found) => [found.join('|'), found])).values()];
}

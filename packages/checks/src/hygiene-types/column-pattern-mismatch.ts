import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { grouped, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, isText, numberOf, shareOf } from '../read-measure.ts';

const NUMBER_WITH_UNIT = /^[-+]?N+\.N+ ?[A-Za-z%]+$/;
const parts = [...numbered(97, (i) => `AB-${padded(i, 4)}`), 'ab-12', 'xy-34', 'Z9'];

export const columnPatternMismatch = defineColumnHygieneType({
  key: 'Column_Pattern_Mismatch',
  name: 'Pattern Inconsistency Within Column',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'Text of two to four patterns with digits, or of more where the first has 90 percent of the values, of which the second is rare beside the first: below 5 percent where a pattern holds letters, below 10 percent otherwise. Codes, categories, zip codes and measurements are left out, and numbers with units, which are as long as they need to be.',
  description:
    'Nearly all values are built alike. The few that are not were typed, cut off or converted differently.',
  suggestion: 'Look at the values off the main pattern, and correct them.',
  showsValues: false,
  thresholds: {
    rare_ratio: {
      title: 'Second pattern beside the first, below',
      default: 0.1,
      minimum: 0,
      maximum: 1,
      unit: 'ratio',
    },
    rare_ratio_with_letters: {
      title: 'The same where patterns hold letters, below',
      default: 0.05,
      minimum: 0,
      maximum: 1,
      unit: 'ratio',
    },
    longest_ignored: {
      title: 'Columns no longer than this are left out',
      default: 3,
      minimum: 0,
      maximum: 100,
      unit: 'characters',
    },
    main_share: {
      title: 'Or, with more patterns, values of the first one, at least',
      default: 0.9,
      minimum: 0.5,
      maximum: 1,
      unit: 'share',
    },
    most_patterns: { title: 'Patterns, at most', default: 4, minimum: 2, maximum: 10, unit: 'values' },
  },
  examples: [
    {
      says: 'three stray part numbers among a hundred',
      tables: [oneColumn('part_id', 'varchar(10)', parts)],
      expect: [
        { table: 'example', column: 'part_id', prevalence: 0.0198, facts: { main: 'AA-NNNN', off: 3 } },
      ],
    },
    {
      says: 'numbers without their dash',
      tables: [
        oneColumn('call_id', 'varchar(10)', [
          ...numbered(95, (i) => `555-${padded(i * 7, 4)}`),
          ...numbered(5, (i) => `555${padded(i * 11, 4)}`),
        ]),
      ],
      expect: [{ table: 'example', column: 'call_id', prevalence: 0.033, facts: { off: 5 } }],
    },
    {
      says: 'every stray in a pattern of its own',
      tables: [
        oneColumn('part_id', 'varchar(10)', [
          ...numbered(94, (i) => `AB-${padded(i, 4)}`),
          ...['AB-1', 'AB-12', 'AB-123', 'A', 'B-1234', '-1234'],
        ]),
      ],
      expect: [{ table: 'example', column: 'part_id', prevalence: 0.0396, facts: { off: 6 } }],
    },
    {
      says: 'too many strays are a habit',
      tables: [
        oneColumn('part_id', 'text', [
          ...numbered(85, (i) => `AB-${padded(i, 4)}`),
          ...numbered(15, (i) => `AB-${'123456'.slice(0, (i % 6) + 1)}${i % 6 === 3 ? '-' : ''}${i}`),
        ]),
      ],
      expect: [],
    },
    {
      says: 'codes may come in several patterns',
      tables: [oneColumn('part_ref', 'varchar(10)', parts)],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    if (!mayBeInconsistent(column, thresholds.longest_ignored)) return null;
    const [first, second] = column.patterns?.items ?? [];
    if (first === undefined || second === undefined || NUMBER_WITH_UNIT.test(first.value)) return null;
    const shapes = column.patterns?.items.map(({ value }) => value) ?? [];
    const limit = shapes.some((shape) => /[aA]/.test(shape))
      ? thresholds.rare_ratio_with_letters
      : thresholds.rare_ratio;
    const hasDigits = shapes.some((shape) => shape.includes('N'));
    if (!hasDigits || second.count / first.count >= limit) return null;
    const rows = rowsBehind(column);
    const isFewPatterns = countOf(column, 'distinct_pattern_ct') <= thresholds.most_patterns;
    if (!isFewPatterns && first.count < thresholds.main_share * rows) return null;
    const off = rows - first.count;
    return {
      detail: `${grouped(first.count)} values follow "${first.value}", ${grouped(off)} follow ${quotedList(shapes.slice(1))}.`,
      facts: { main: first.value, main_count: first.count, off, patterns: shapes },
      badShare: shareOf(off, countOf(column, 'record_ct')),
    };
  },
});

function mayBeInconsistent(column: ColumnProfile, longestIgnored: number): boolean {
  const { empty, fillers } = missingRows(column);
  const patterns = countOf(column, 'distinct_pattern_ct');
  return (
    isText(column) &&
    !/^(Measurement|Category|Code|Zip)/.test(column.semanticType ?? '') &&
    (numberOf(column, 'max_length') ?? 0) > longestIgnored &&
    countOf(column, 'value_ct') > countOf(column, 'numeric_ct') + fillers + empty &&
    patterns >= 2
  );
}

/** Rows that hold something, and so have a pattern. */
const rowsBehind = ({ patterns }: ColumnProfile): number =>
  (patterns?.otherRows ?? 0) + (patterns?.items ?? []).reduce((sum, { count }) => sum + count, 0);

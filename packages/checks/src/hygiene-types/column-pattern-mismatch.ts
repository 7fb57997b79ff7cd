import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { quotedList } from '../hygiene-parts/wording.ts';
import { countOf, isText, numberOf, shareOf } from '../read-measure.ts';

/** The second pattern must be this rare beside the first: rarer where letters make patterns more various. */
const RARE = 0.1;
const RARE_WITH_LETTERS = 0.05;
const SHORTEST_CODE = 3;
const parts = [...numbered(97, (i) => `AB-${padded(i, 4)}`), 'ab-12', 'xy-34', 'Z9'];

export const columnPatternMismatch = defineColumnHygieneType({
  key: 'Column_Pattern_Mismatch',
  name: 'Pattern Inconsistency Within Column',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'Text of two to four patterns with digits, of which the second is rare beside the first: below 5 percent where a pattern holds letters, below 10 percent otherwise. Codes, categories and measurements are left out.',
  description:
    'Nearly all values are built alike. The few that are not were typed, cut off or converted differently.',
  suggestion: 'Look at the values off the main pattern, and correct them.',
  showsValues: false,
  examples: [
    {
      says: 'three stray part numbers among a hundred',
      tables: [oneColumn('part_id', 'varchar(10)', parts)],
      expect: [
        { table: 'example', column: 'part_id', prevalence: 0.0198, facts: { main: 'AA-NNNN', off: 3 } },
      ],
    },
    {
      says: 'codes may come in several patterns',
      tables: [oneColumn('part_ref', 'varchar(10)', parts)],
      expect: [],
    },
  ],
  detect: (column) => {
    if (!mayBeInconsistent(column)) return null;
    const [first, second] = column.patterns?.items ?? [];
    if (first === undefined || second === undefined) return null;
    const shapes = column.patterns?.items.map(({ value }) => value) ?? [];
    const limit = shapes.some((shape) => /[aA]/.test(shape)) ? RARE_WITH_LETTERS : RARE;
    const hasDigits = shapes.some((shape) => shape.includes('N'));
    if (!hasDigits || second.count / first.count >= limit) return null;
    const off = rowsBehind(column) - first.count;
    return {
      detail: `${first.count} values follow "${first.value}", ${off} follow ${quotedList(shapes.slice(1))}.`,
      facts: { main: first.value, main_count: first.count, off, patterns: shapes },
      badShare: shareOf(off, countOf(column, 'record_ct')),
    };
  },
});

function mayBeInconsistent(column: ColumnProfile): boolean {
  const { empty, fillers } = missingRows(column);
  const patterns = countOf(column, 'distinct_pattern_ct');
  return (
    isText(column) &&
    !/^(Measurement|Category|Code)/.test(column.semanticType ?? '') &&
    (numberOf(column, 'max_length') ?? 0) > SHORTEST_CODE &&
    countOf(column, 'value_ct') > countOf(column, 'numeric_ct') + fillers + empty &&
    patterns >= 2 &&
    patterns <= 4
  );
}

/** Rows that hold something, and so have a pattern. */
const rowsBehind = ({ patterns }: ColumnProfile): number =>
  (patterns?.otherRows ?? 0) + (patterns?.items ?? []).reduce((sum, { count }) => sum + count, 0);

import type { ColumnProfile } from '../column-profile.ts';
import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered } from '../hygiene-parts/example-rows.ts';
import { counted, grouped } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';
import type { DependencyAnswer } from '../table-questions/table-question.ts';

/** Twelve zip codes ten times each, and their cities; `city` says otherwise for some rows. */
const places = (city: (row: number) => string) =>
  numbered(120, (i) => i).map((i) => [`${10000 + ((i as number) % 12)}`, city(i as number)]);
const cityOf = (row: number): string => `City ${'ABCDEFGHIJKL'[row % 12]}`;

export const dependencyViolated = defineColumnHygieneType({
  key: 'Dependency_Violated',
  name: 'Dependency Between Columns Violated',
  likelihood: 'Possible',
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  criterion:
    'Another column decides this one nearly always, as a zip code decides its city: of the rows that repeat one of at least 8 values of the other column, at least 30 in number, no more than 5 percent disagree with their group, and no more than a fifth of those that would disagree if the most frequent value were all that is known. At least one row disagrees, and where rows disagree they are few beside their group (a quarter of the average group at most, or one or two): a key that rightly stands with two values is no mistake.',
  description:
    'The same key stands with different values. One of them is wrong, or the columns belong in a table of their own.',
  suggestion:
    'Compare the rows that disagree with the others of their group and correct them; better, keep the pair once in a table of its own.',
  showsValues: false,
  thresholds: {
    violating_share: {
      title: 'Disagreeing rows among the repeated ones, at most',
      default: 0.05,
      minimum: 0,
      maximum: 0.5,
      unit: 'share',
    },
    chance_ratio: {
      title: 'Disagreement beside that with the most frequent value, at most',
      default: 0.2,
      minimum: 0,
      maximum: 1,
      unit: 'ratio',
    },
    groups: {
      title: 'Values of the deciding column, at least',
      default: 8,
      minimum: 2,
      maximum: 1_000_000,
      unit: 'values',
    },
    group_share: {
      title: 'Disagreeing rows of a group that has some, beside the average group, at most',
      default: 0.25,
      minimum: 0,
      maximum: 1,
      unit: 'ratio',
    },
    repeated_rows: {
      title: 'Rows that repeat a value of the deciding column, at least',
      default: 30,
      minimum: 1,
      maximum: 1_000_000,
      unit: 'rows',
    },
  },
  examples: [
    {
      says: 'two rows name another city for their zip code',
      tables: [
        {
          table: 'addresses',
          columns: { zip: 'varchar(5)', city: 'text' },
          rows: places((i) => (i === 7 || i === 30 ? `Town ${i}` : cityOf(i))),
        },
      ],
      expect: [
        {
          table: 'addresses',
          column: 'city',
          prevalence: (2 / 120) * 0.33,
          facts: { determinant: 'zip', violating_rows: 2, violating_groups: 2, groups: 12 },
        },
      ],
    },
    {
      says: 'a dependency that holds, and columns that have nothing to do with each other',
      tables: [
        { table: 'addresses', columns: { zip: 'varchar(5)', city: 'text' }, rows: places(cityOf) },
        {
          table: 'visits',
          columns: { zip: 'varchar(5)', color: 'text' },
          rows: places((i) => ['red', 'green', 'blue', 'teal'][(i * 7 + Math.floor(i / 12)) % 4]!),
        },
      ],
      expect: [],
    },
    {
      says: 'one zip code that rightly belongs to two cities',
      tables: [
        {
          table: 'addresses',
          columns: { zip: 'varchar(5)', city: 'text' },
          rows: places((i) => (i % 24 === 5 ? 'New Town' : cityOf(i))),
        },
      ],
      expect: [],
    },
    {
      says: 'a value that is nearly always the same follows from nothing',
      tables: [
        {
          table: 'addresses',
          columns: { zip: 'varchar(5)', country: 'text' },
          rows: places((i) => (i % 29 === 0 ? 'CA' : 'US')),
        },
      ],
      expect: [],
    },
  ],
  detect: (column, { table, thresholds }) => {
    const broken = table.dependencies
      .filter((answer) => answer.dependent === column.column && isBroken(answer, column, thresholds))
      .toSorted((a, b) => violatingShare(a) - violatingShare(b));
    const [strongest, ...others] = broken;
    if (strongest === undefined) return null;
    const { determinant, rows, groups, violatingGroups, violatingRows } = strongest;
    return {
      detail: `"${determinant}" decides "${column.column}" in all but ${counted(violatingRows, 'row')} of ${counted(rows, 'row')}; ${counted(violatingGroups, 'value')} of ${grouped(groups)} stand with several.`,
      facts: {
        determinant,
        dependent: column.column,
        rows,
        groups,
        violating_groups: violatingGroups,
        violating_rows: violatingRows,
        other_determinants: others.map((answer) => answer.determinant),
      },
      badShare: shareOf(violatingRows, countOf(column, 'record_ct')),
    };
  },
});

/** Rows that could disagree: the first of each group cannot. */
const repeatedRows = ({ rows, groups }: DependencyAnswer): number => rows - groups;
/** In small groups one or two strays are a large part, and still strays. */
const LONE_STRAYS = 1.5;
const straysAreFew = (answer: DependencyAnswer, groupShare: number): boolean =>
  shareOf(answer.violatingRows, answer.violatingGroups) <=
  Math.max(LONE_STRAYS, groupShare * shareOf(answer.rows, answer.groups));
const violatingShare = (answer: DependencyAnswer): number =>
  shareOf(answer.violatingRows, repeatedRows(answer));

function isBroken(
  answer: DependencyAnswer,
  column: ColumnProfile,
  limits: Record<'violating_share' | 'chance_ratio' | 'group_share' | 'groups' | 'repeated_rows', number>,
): boolean {
  const byChance = 1 - shareOf(countOf(column, 'mode_ct'), countOf(column, 'value_ct'));
  const share = violatingShare(answer);
  return (
    answer.violatingRows > 0 &&
    answer.groups >= limits.groups &&
    repeatedRows(answer) >= limits.repeated_rows &&
    straysAreFew(answer, limits.group_share) &&
    share <= limits.violating_share &&
    share <= limits.chance_ratio * byChance
  );
}

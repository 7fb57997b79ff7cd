/**
 * Why a miss or a false alarm is there, written by people who looked. The first entry that fits explains it; what no entry
 * fits is listed in the report as unexplained.
 */
import type { Verdict } from './judge-findings.ts';

interface Explanation {
  readonly verdict: 'miss' | 'alarm';
  readonly type: string;
  /** Any when left out. */
  readonly kind?: string;
  readonly column?: string;
  readonly because: string;
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    verdict: 'miss',
    type: 'Char_Column_Number_Values',
    column: 'annual_salary',
    because:
      'numbers of one length and more than 200 of them are read as an identifier, which the type leaves out',
  },
  {
    verdict: 'miss',
    type: 'Column_Pattern_Mismatch',
    kind: 'typo_digit',
    because:
      'two shapes of telephone numbers are both right, and the damaged ones are many shapes of one value each',
  },
  {
    verdict: 'miss',
    type: 'Dependency_Violated',
    kind: 'typo_letter',
    column: 'MeasureName',
    because:
      '20 mistyped texts, each a new value beside 28 right ones: too many different ones for the 28 codes that decide them, so the question is not asked',
  },
  {
    verdict: 'miss',
    type: 'Inconsistent_Casing',
    kind: 'upper_case',
    because:
      'the table is in lower case throughout, its states too, so no rule takes the column for a city, and only names and addresses are compared',
  },
  {
    verdict: 'miss',
    type: 'Invalid_Zip_USA',
    because: 'so many values are no zip codes that the column is no longer taken for one',
  },
  {
    verdict: 'miss',
    type: 'Non_Alpha_Name_Address',
    column: 'City',
    because: 'states in lower case are no states to us, and a city is known by the state beside it',
  },
  {
    verdict: 'miss',
    type: 'Non_Alpha_Prefixed_Name',
    column: 'City',
    because: 'states in lower case are no states to us, and a city is known by the state beside it',
  },
  {
    verdict: 'miss',
    type: 'Numeric_Outliers',
    kind: 'slipped_decimal_point',
    because:
      'the column has a long tail of its own, more than 2 percent just outside the fences, where the type keeps silent',
  },
  {
    verdict: 'miss',
    type: 'Orphaned_References',
    kind: 'orphans',
    column: 'product_id',
    because:
      'in the same copy the key of the parent table has become text, and only columns of one kind are compared',
  },
  {
    verdict: 'miss',
    type: 'Sentinel_Values',
    kind: 'sentinel_minus_one',
    because: 'the other values lie too close to zero for -1 to stand apart (median of 1, or most values 0)',
  },
  {
    verdict: 'miss',
    type: 'Sentinel_Values',
    kind: 'sentinel_nines',
    because: 'the column has more outliers of its own than rows with the mark',
  },
  {
    verdict: 'miss',
    type: 'Small_Divergent_Value_Ct',
    kind: 'stuck_value',
    column: 'rain_mm',
    because:
      'the stuck value is 0, and numbers that are mostly 0 are left out, as amounts of rare events are',
  },
  {
    verdict: 'alarm',
    type: 'Dependency_Violated',
    because:
      'Springfield, Portland and Charleston stand in two states each; in a small table that looks like a slip',
  },
  {
    verdict: 'alarm',
    type: 'Inconsistent_Casing',
    kind: 'truncated',
    because: 'an address cut after its house number and one capital counts as upper case',
  },
  {
    verdict: 'alarm',
    type: 'Non_Standard_Blanks',
    kind: 'units_in_some',
    because: 'a battery at 99 percent: in text that is not all numbers, 99 is taken for a filler',
  },
  {
    verdict: 'alarm',
    type: 'Small_Missing_Value_Ct',
    kind: 'units_in_some',
    because: 'a battery at 99 percent: in text that is not all numbers, 99 is taken for a filler',
  },
  {
    verdict: 'alarm',
    type: 'Potential_Duplicates',
    because:
      'more than 1,000 values that are drawn at random repeat now and then; the type only says that they may be duplicates',
  },
];

/** Dirty columns of the hospital table that nothing points at. */
export const HOSPITAL_MISSES: Readonly<Record<string, string>> = {
  State:
    '98 percent of the rows are of one state, so nothing can be said to decide it; states in lower case are no states to us',
  HospitalType:
    'one value in 97 percent of the rows, each mistyped one by itself: just short of what counts as all but constant',
  Sample:
    'a number and a word: numbers of one to three digits make four right patterns, and the wrong ones are too many to be exceptions',
};

export const explanationOf = ({ verdict, type, kind, column }: Verdict): string | null =>
  EXPLANATIONS.find(
    (entry) =>
      entry.verdict === verdict &&
      entry.type === type &&
      (entry.kind === undefined || entry.kind === kind) &&
      (entry.column === undefined || entry.column === column),
  )?.because ?? null;

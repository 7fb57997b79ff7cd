/**
 * Which columns of a table are worth asking "does one always decide the other?". A table of n columns has n x n
 * such questions, and each costs a grouping of the whole table; the measures rule nearly all of them out.
 */
import type { MeasuredColumn, MeasuredTable } from '../column-profile.ts';
import { countOf, numberOf, shareOf } from '../read-measure.ts';
import { isWhole, nameWords } from '../semantic-types/column-facts.ts';
import type { DependencyQuestion } from './table-question.ts';

/** Each is one grouping of the table. */
const MOST_QUESTIONS = 60;
/** The best few tell as much about a column as all of them. */
const MOST_PER_DEPENDENT = 4;
/** Pairs grow with the square of this. */
const MOST_CANDIDATES = 100;
const LEAST_GROUPS = 5;
/** A determinant repeats: groups of one row each prove nothing. */
const MOST_DISTINCT_SHARE = 0.5;
/** A column of one value beside a few strays follows from everything. */
const MOST_MODE_SHARE = 0.98;
/** Longer texts are remarks, which decide nothing. */
const LONGEST_DETERMINANT = 100;
/** What decides holds at least as much information as what follows; dirt adds a little. */
const ENTROPY_ALLOWANCE = 0.5;
const DISTINCT_ALLOWANCE = 1.5;
/** The largest group of the determinant has one dependent value, but for dirt, and so is no larger than the dependent's. */
const MODE_ALLOWANCE = 0.8;

const KEY_WORDS = new Set([
  'id',
  'key',
  'code',
  'cd',
  'no',
  'number',
  'nbr',
  'sku',
  'zip',
  'zipcode',
  'postcode',
]);

/** Best first for each dependent column, at most 60 in all; the same for the same measures. */
export function planDependencies(table: MeasuredTable): DependencyQuestion[] {
  const candidates = table.columns.filter(mayTakePart).slice(0, MOST_CANDIDATES);
  const determinants = candidates.filter(mayDetermine);
  const ranked = candidates.flatMap((dependent) =>
    determinants
      .filter((determinant) => determinant !== dependent && isPlausible(determinant, dependent))
      .map((determinant) => ({ determinant, dependent, score: scoreOf(determinant, dependent) }))
      .toSorted((a, b) => b.score - a.score || a.determinant.position - b.determinant.position)
      .slice(0, MOST_PER_DEPENDENT)
      .map((question, rank) => ({ ...question, rank })),
  );
  return ranked
    .toSorted((a, b) => a.rank - b.rank || b.score - a.score || a.dependent.position - b.dependent.position)
    .slice(0, MOST_QUESTIONS)
    .map(({ determinant, dependent }) => ({
      table: table.table,
      determinant: determinant.column,
      dependent: dependent.column,
    }));
}

/** Values that name something and come again: no amounts that vary freely, no dates, no keys. */
function mayTakePart(column: MeasuredColumn): boolean {
  if (column.error !== null || !['A', 'N', 'B', 'X'].includes(column.generalType)) return false;
  const values = countOf(column, 'value_ct');
  const distinct = countOf(column, 'distinct_value_ct');
  return (
    distinct >= 2 &&
    distinct <= MOST_DISTINCT_SHARE * values &&
    countOf(column, 'mode_ct') <= MOST_MODE_SHARE * values
  );
}

const mayDetermine = (column: MeasuredColumn): boolean =>
  (column.generalType !== 'N' || isWhole(column)) &&
  countOf(column, 'distinct_value_ct') >= LEAST_GROUPS &&
  (numberOf(column, 'avg_length') ?? 0) <= LONGEST_DETERMINANT;

/** Conditions that hold wherever the dependency does, but for a few dirty rows. */
function isPlausible(determinant: MeasuredColumn, dependent: MeasuredColumn): boolean {
  const groups = countOf(determinant, 'distinct_value_ct');
  if (countOf(dependent, 'distinct_value_ct') > DISTINCT_ALLOWANCE * groups) return false;
  const largest = MODE_ALLOWANCE * countOf(determinant, 'mode_ct') - countOf(dependent, 'null_value_ct');
  if (countOf(dependent, 'mode_ct') < largest) return false;
  const [left, right] = [numberOf(determinant, 'entropy'), numberOf(dependent, 'entropy')];
  return left === null || right === null || right <= left + ENTROPY_ALLOWANCE;
}

/** Shared words in the names (`product_id`, `product_name`), a name that says key, as many values on both sides. */
function scoreOf(determinant: MeasuredColumn, dependent: MeasuredColumn): number {
  const words = nameWords(determinant.column);
  const shared = nameWords(dependent.column).some((word) => words.includes(word) && !KEY_WORDS.has(word));
  const isKey = words.some((word) => KEY_WORDS.has(word));
  const closeness = Math.min(
    1,
    shareOf(countOf(dependent, 'distinct_value_ct'), countOf(determinant, 'distinct_value_ct')),
  );
  return (shared ? 2 : 0) + (isKey ? 1 : 0) + closeness;
}

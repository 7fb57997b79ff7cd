/** Keys: named by the masks first, and told apart by their numbers of distinct values at the end. */
import type { ColumnFacts } from './column-facts.ts';
import { matchesMask } from './name-mask.ts';
import { percent, rule, type SemanticRule } from './semantic-rule.ts';

const ignoreCase = { ignoreCase: true };

/** Early: the masks of the table group, before anything is read into the values. */
export const NAMED_KEY_RULES: readonly SemanticRule[] = [
  rule('surrogate-key-by-name', 'if_unset', 'ID-SK', ({ name }, { surrogateKeyMask }) =>
    matchesMask(name, surrogateKeyMask, ignoreCase)
      ? `The name matches the mask of surrogate keys (${surrogateKeyMask}).`
      : null,
  ),
  rule('id-by-name', 'if_unset', 'ID', ({ name }, { idMask }) =>
    matchesMask(name, idMask, ignoreCase) ? `The name matches the mask of identifiers (${idMask}).` : null,
  ),
];

const MOSTLY_PRESENT_PERCENT = 70;
const MOSTLY_DISTINCT_PERCENT = 75;
/** Below this, distinct values say little. */
const ROWS_FOR_UNIQUE = 50;

const isMostlyPresent = ({ values, records }: ColumnFacts): boolean =>
  Math.round((100 * values) / records) > MOSTLY_PRESENT_PERCENT;
const isMostlyDistinct = ({ distinct, values }: ColumnFacts): boolean =>
  Math.round((100 * distinct) / values) >= MOSTLY_DISTINCT_PERCENT;
const isUnique = ({ records, distinct }: ColumnFacts): boolean =>
  records === distinct && records > ROWS_FOR_UNIQUE;
const uniqueReason = ({ records }: ColumnFacts): string =>
  `Each of the ${records} rows has a value of its own.`;

/** Late: what kind of key it is. */
export const KEY_KIND_RULES: readonly SemanticRule[] = [
  rule('secondary-id', 'override', 'ID-Secondary', (column, { current }) =>
    current === 'ID' && isMostlyPresent(column) && isMostlyDistinct(column)
      ? `An identifier with ${percent(column.distinct / column.values)} distinct values.`
      : null,
  ),
  rule('group-id', 'override', 'ID-Group', (column, { current }) =>
    current === 'ID' && isMostlyPresent(column)
      ? `An identifier whose values repeat: ${column.distinct} distinct among ${column.values}.`
      : null,
  ),
  rule('unique-id', 'override', 'ID-Unique', (column, { current }) =>
    (current === 'ID' || current === 'ID-Secondary') && isUnique(column) ? uniqueReason(column) : null,
  ),
  rule('unique-surrogate-key', 'override', 'ID-Unique-SK', (column, { current }) =>
    current === 'ID-SK' && isUnique(column) ? uniqueReason(column) : null,
  ),
  rule('foreign-key-by-name', 'override', 'ID-FK', (_, { current, namesakeOfType }) => {
    if (isUniqueKey(current)) return null;
    const owner = namesakeOfType(isUniqueKey);
    return owner === null ? null : `A column of this name identifies the rows of ${owner}.`;
  }),
];

const isUniqueKey = (type: string | null): boolean => type === 'ID-Unique' || type === 'ID-Unique-SK';

/** Columns that hold too little to say more: first of all rules, so that nothing is read into a handful of values. */
import { percent, rule, type SemanticRule } from './semantic-rule.ts';

const ENOUGH_VALUES = 5;
const CONSTANT_SHARE = 0.75;

export const LITTLE_DATA_RULES: readonly SemanticRule[] = [
  rule('not-enough-data', 'if_unset', 'TBD (Not enough data)', ({ records, values, count }) => {
    if (records === 0) return 'The table has no rows.';
    if (values < ENOUGH_VALUES) return `Only ${values} of ${records} rows have a value.`;
    return count('zero_length_ct') === values && 'Every value is an empty text.';
  }),
  rule('constant', 'if_unset', 'Constant', ({ records, values, distinct, count }) => {
    const filled = values - count('filled_value_ct') - count('zero_length_ct');
    if (distinct !== 1 || filled <= CONSTANT_SHARE * records) return null;
    return `One single value, in ${percent(filled / records)} of the rows.`;
  }),
];

/** Text that reads as a number. */
import { type Expression, matches } from '@assay/dialects';
import { WHITE_SPACE } from './white-space.ts';

/**
 * Optional sign and dollar sign, digits with optional `,ddd` groups, optional decimals, optional percent sign,
 * white space around. `1.`, `$5`, `-$5`, `1234,567` and `5%` are numbers; `.5`, `1e5`, `(5)` and `1,23` are not.
 */
const NUMBER = `^${WHITE_SPACE}*[+-]?\\$?${WHITE_SPACE}*[0-9]+(,[0-9][0-9][0-9])*(\\.[0-9]*)?%?${WHITE_SPACE}*$`;

export const isNumberText = (value: Expression<'text'>): Expression<'boolean'> => matches(value, NUMBER);

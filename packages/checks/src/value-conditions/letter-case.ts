/** Which letters a value holds. Only A-Z and a-z are letters here: casing of other scripts differs by engine. */
import { and, type Expression, matches, not, or } from '@assay/dialects';

type Text = Expression<'text'>;
type Condition = Expression<'boolean'>;

const hasUpper = (value: Text): Condition => matches(value, '[A-Z]');
const hasLower = (value: Text): Condition => matches(value, '[a-z]');

// All three are made of the same two tests, so that an engine that shares equal expressions runs two, not five.
export const isUpperCase = (value: Text): Condition => and(hasUpper(value), not(hasLower(value)));
export const isLowerCase = (value: Text): Condition => and(hasLower(value), not(hasUpper(value)));
export const hasNoLetter = (value: Text): Condition => not(or(hasUpper(value), hasLower(value)));

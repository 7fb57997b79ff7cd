/** Names of people, firms and users, told by the name of the column and the build of the values. */
import type { ColumnFacts } from './column-facts.ts';
import { isWithin, rule, type SemanticRule } from './semantic-rule.ts';

const PEOPLE =
  'approver|full|contact|emp|employee|hcp|manager|mgr|owner|party|person|preferred|rep|reviewer|salesperson|spouse';
const FIRMS =
  'acct|account|affiliation|branch|business|co|comp|company|corp|corporate|cust|customer|distributor|employer|entity|firm|franchise|hco|org|organization|site|supplier|vendor|hospital|practice|clinic';
const PERSON_NAME = new RegExp(`^(name|nm)$|(${PEOPLE})[_ ]?(name|nm)$`);
const GIVEN_NAME = /(first|frst|middle|mdl|nick|given)[_ ]?(name|nm)/;
const LAST_NAME = /(last|lst|maiden|sur|family)[_ ]?(name|nm)/;
const FIRM_NAME = new RegExp(`(^|[_ ])(${FIRMS})[_ ]?(name|nm)$`);
const PROCESS_USER = /^(last_?)?(create|update|modif|delete|refresh).*(by|id|name|nm|user|usr)$/;
const SYSTEM_USER = /(user|usr)(_?(name|nm))?$/;

export const NAME_RULES: readonly SemanticRule[] = [
  rule('full-name', 'if_unset', 'Person Full Name', ({ name, number }) =>
    PERSON_NAME.test(name) &&
    isWithin(number('avg_length'), 0, 20) &&
    isWithin(number('avg_embedded_spaces'), 0.9, 2)
      ? `Named after people, ${wordsAndLength(number)}.`
      : null,
  ),
  rule('given-name', 'override', 'Person Given Name', ({ name, number }) =>
    GIVEN_NAME.test(name) &&
    isWithin(number('avg_length'), 0, 8) &&
    isSingleWord(number('avg_embedded_spaces'))
      ? `Named after first names, ${wordsAndLength(number)}.`
      : null,
  ),
  rule('last-name', 'override', 'Person Last Name', ({ name, number }) =>
    LAST_NAME.test(name) &&
    isWithin(number('avg_length'), 5, 8) &&
    isSingleWord(number('avg_embedded_spaces'))
      ? `Named after last names, ${wordsAndLength(number)}.`
      : null,
  ),
  rule('entity-name', 'if_unset', 'Entity Name', ({ isText, name }) =>
    isText && FIRM_NAME.test(name)
      ? `The name (${name}) says that it names a firm, a customer or a site.`
      : null,
  ),
  rule('process-user', 'override', 'Process User', ({ name, isDate }) =>
    !isDate && PROCESS_USER.test(name) ? `The name (${name}) says who or what handled the row.` : null,
  ),
  rule('system-user', 'override', 'System User', ({ name, isDate }) =>
    !isDate && SYSTEM_USER.test(name) ? `The name (${name}) ends with "user".` : null,
  ),
];

/** Spaces part words: one more word than spaces. */
const wordsAndLength = (number: ColumnFacts['number']): string =>
  `${((number('avg_embedded_spaces') ?? 0) + 1).toFixed(1)} words and ${(number('avg_length') ?? 0).toFixed(1)} characters a value on average`;
const isSingleWord = (averageSpaces: number | null): boolean => averageSpaces !== null && averageSpaces < 0.2;

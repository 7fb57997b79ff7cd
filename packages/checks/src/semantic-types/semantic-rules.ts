import { BOOLEAN_RULE } from './booleans.ts';
import { CITY_BY_VALUES_RULE, CONTACT_RULES } from './contact.ts';
import { DATE_RULES, PROCESS_DATE_RULE } from './dates.ts';
import { KEY_KIND_RULES, NAMED_KEY_RULES } from './identifiers.ts';
import { LITTLE_DATA_RULES } from './little-data.ts';
import { NAME_RULES } from './names.ts';
import { NUMBER_RULES, PERCENT_RULES, UNKNOWN_RULE } from './numbers.ts';
import { PERIOD_RULES } from './periods.ts';
import type { SemanticRule } from './semantic-rule.ts';
import { TEXT_CLASS_RULES } from './text-classes.ts';

/** Every rule, in the order in which they run: what the values say plainly before what must be guessed. */
export const SEMANTIC_RULES: readonly SemanticRule[] = [
  ...LITTLE_DATA_RULES,
  ...NAMED_KEY_RULES,
  ...DATE_RULES,
  PROCESS_DATE_RULE,
  ...PERIOD_RULES,
  ...CONTACT_RULES,
  ...NAME_RULES,
  BOOLEAN_RULE,
  ...TEXT_CLASS_RULES,
  ...NUMBER_RULES,
  UNKNOWN_RULE,
  CITY_BY_VALUES_RULE,
  ...KEY_KIND_RULES,
  ...PERCENT_RULES,
];

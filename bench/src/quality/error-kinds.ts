import type { ErrorKind } from './error-kind.ts';
import { MISSING } from './kinds/missing.ts';
import { ODD_NUMBERS_AND_DATES } from './kinds/odd-numbers-and-dates.ts';
import { ROWS_AND_RELATIONS } from './kinds/rows-and-relations.ts';
import { TEXT_DAMAGE } from './kinds/text-damage.ts';
import { WRONG_TYPES } from './kinds/wrong-types.ts';
import { WRONG_VALUES } from './kinds/wrong-values.ts';

export const ERROR_KINDS: readonly ErrorKind[] = [
  ...MISSING,
  ...TEXT_DAMAGE,
  ...WRONG_VALUES,
  ...WRONG_TYPES,
  ...ODD_NUMBERS_AND_DATES,
  ...ROWS_AND_RELATIONS,
];

/** How a bound of a test follows from the test's earlier results, as definitions keep it. */
import type { TestDefinition } from '../test-definition.ts';
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';
import { type Formula, parseFormula } from './formula.ts';
import { HISTORY_NUMBERS, type HistoryNumber } from './history-numbers.ts';

/** Gives both bounds at once, from trend, season and spread. */
export const PREDICT = 'PREDICT';

export const isPredicted = ({ parameters }: TestDefinition): boolean =>
  parameters.history_calculation?.trim().toUpperCase() === PREDICT;

/** The plain methods, and the number of the history that each takes. */
const METHODS: Readonly<Record<string, HistoryNumber>> = {
  Value: 'VALUE',
  Minimum: 'MINIMUM',
  Maximum: 'MAXIMUM',
  Sum: 'SUM',
  Average: 'AVERAGE',
};
const FORMULA = /^EXPR:\[([\s\S]*)\]$/i;

export interface HistoryMethod {
  /** It looks at the newest result alone, whatever the look-back. */
  readonly newestOnly: boolean;
  readonly bound: Formula<HistoryNumber>;
}

/** `Average`, or `EXPR:[{AVERAGE} * 1.1]`. Throws ParameterSyntaxError; PREDICT is none of these. */
export function parseHistoryMethod(written: string): HistoryMethod {
  const text = written.trim();
  const formula = FORMULA.exec(text);
  if (formula !== null) return { newestOnly: false, bound: parseFormula(formula[1]!, HISTORY_NUMBERS) };
  const named = Object.entries(METHODS).find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (named === undefined) {
    throw new ParameterSyntaxError(
      `"${written}" is not a way to find a bound; write ${Object.keys(METHODS).join(', ')} or EXPR:[{AVERAGE} * 1.1].`,
    );
  }
  const [, number] = named;
  return { newestOnly: number === 'VALUE', bound: (numbers) => numbers[number] };
}

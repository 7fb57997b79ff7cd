/** Which totals a definition of `Reconcile_Totals` compares. */
import type { GroupTotal } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import type { ParameterProblem } from '../test-type.ts';
import { type ComparedKind, TOTALS, TOTALS_OF_KIND } from './compared-kind.ts';

const namesIn = ({ parameters }: TestDefinition): readonly string[] =>
  (parameters.baseline_value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

export function totalNameProblems(definition: TestDefinition): readonly ParameterProblem[] {
  const unknown = namesIn(definition).filter((name) => !TOTALS.some((total) => total === name));
  if (unknown.length === 0) return [];
  const problem = `Totals: "${unknown.join(', ')}" is none; list some of ${TOTALS.join(', ')}, or leave it out for all of them.`;
  return [{ field: 'baseline_value', problem }];
}

/** Those that are asked for and that a column of the kind has; all that it has when none is asked for. */
export function totalsOf(definition: TestDefinition, kind: ComparedKind): readonly GroupTotal['total'][] {
  const names = namesIn(definition);
  return TOTALS_OF_KIND[kind].filter((total) => names.length === 0 || names.includes(total));
}

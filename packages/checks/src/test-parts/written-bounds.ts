/** A lowest and a highest that a person writes, one of which may be left out: what the tests of ranges share. */
import { type Expression, greater, less, or, parameter } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';

interface BoundWords {
  readonly kind: 'number' | 'integer' | 'date';
  /** What lies between the bounds: `value`, `length`. */
  readonly what: string;
  /** How to write a bound: `a number, such as 10`. */
  readonly write: string;
}

export const boundParameters = ({ kind, what, write }: BoundWords): readonly ParameterSpec[] => [
  {
    field: 'lower_tolerance',
    label: 'Lowest',
    help: `Write the lowest ${what} that is fine: ${write}. Leave it out when only the upper end counts.`,
    kind,
    required: false,
  },
  {
    field: 'upper_tolerance',
    label: 'Highest',
    help: `Write the highest ${what} that is fine: ${write}. Leave it out when only the lower end counts.`,
    kind,
    required: false,
  },
];

/** A bound as it was written, without white space around it; null when it is left out. */
export function boundOf(
  definition: TestDefinition,
  field: 'lower_tolerance' | 'upper_tolerance',
): string | null {
  const bound = definition.parameters[field]?.trim() ?? '';
  return bound === '' ? null : bound;
}

/**
 * Problems of all parameters; without any, those of the bounds together: one of them must be there, and the lowest
 * must not come after the highest. `inOrder` is only asked about bounds that are fine by themselves.
 */
export function boundProblems(
  parameters: readonly ParameterSpec[],
  definition: TestDefinition,
  inOrder: (lowest: string, highest: string) => boolean,
): readonly ParameterProblem[] {
  const problems = parameterProblems(parameters, definition);
  if (problems.length > 0) return problems;
  const lowest = boundOf(definition, 'lower_tolerance');
  const highest = boundOf(definition, 'upper_tolerance');
  if (lowest === null && highest === null) {
    return [{ field: 'lower_tolerance', problem: 'Both bounds are missing; write one of them, or both.' }];
  }
  if (lowest === null || highest === null || inOrder(lowest, highest)) return [];
  return [
    {
      field: 'lower_tolerance',
      problem: `The lowest is ${lowest} and the highest is ${highest}, so nothing lies between them; swap them.`,
    },
  ];
}

export const numbersInOrder = (lowest: string, highest: string): boolean => Number(lowest) <= Number(highest);

/** Below the lowest or above the highest number; nulls are neither. Bound as text, so that every digit arrives. */
export function outsideNumbers(
  tested: Expression<'number'>,
  definition: TestDefinition,
): Expression<'boolean'> {
  const lowest = boundOf(definition, 'lower_tolerance');
  const highest = boundOf(definition, 'upper_tolerance');
  return or(
    ...(lowest === null ? [] : [less(tested, parameter(lowest, 'number'))]),
    ...(highest === null ? [] : [greater(tested, parameter(highest, 'number'))]),
  );
}

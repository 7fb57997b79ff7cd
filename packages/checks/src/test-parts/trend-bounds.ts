/** Tests that hold their measure against a lower and an upper bound, written by a person or found in the test's history. */
import { PREDICT, parseHistoryMethod } from '../history-bounds/history-method.ts';
import type { TestDefinition } from '../test-definition.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';
import { numberParameter } from '../test-parameters/read-parameter.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';

const LONGEST_LOOKBACK = 1000;

export const BOUND_PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'history_calculation',
    label: 'Lower bound from history',
    help: 'Write PREDICT for both bounds from trend, season and spread, or Value, Minimum, Maximum, Sum, Average or EXPR:[{AVERAGE} - 2 * {STANDARD_DEVIATION}] for the lower one; leave it out for a bound of your own.',
    kind: 'text',
    required: false,
  },
  {
    field: 'history_calculation_upper',
    label: 'Upper bound from history',
    help: 'Write Value, Minimum, Maximum, Sum, Average or EXPR:[{AVERAGE} + 2 * {STANDARD_DEVIATION}]; leave it out for a bound of your own.',
    kind: 'text',
    required: false,
  },
  {
    field: 'history_lookback',
    label: 'Earlier runs',
    help: 'How many earlier results the bounds are taken from, 1 to 1000; Value and PREDICT need none.',
    kind: 'integer',
    required: false,
  },
  {
    field: 'lower_tolerance',
    label: 'Lower bound',
    help: 'The smallest value that is fine; with a bound from history, what holds until there is any.',
    kind: 'number',
    required: false,
  },
  {
    field: 'upper_tolerance',
    label: 'Upper bound',
    help: 'The greatest value that is fine; with a bound from history, what holds until there is any.',
    kind: 'number',
    required: false,
  },
];

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** Null while one of them is missing; 0 is a bound. */
export function boundsOf(definition: TestDefinition): Bounds | null {
  const lower = numberParameter(definition, 'lower_tolerance');
  const upper = numberParameter(definition, 'upper_tolerance');
  return lower === null || upper === null ? null : { lower, upper };
}

/** Both bounds are fine themselves. While one is missing, nothing is outside. */
export function outsideBounds(measure: number | string, definition: TestDefinition): boolean {
  const bounds = boundsOf(definition);
  return bounds !== null && (Number(measure) < bounds.lower || Number(measure) > bounds.upper);
}

/** The problems of `parameters`, and of what the bounds come from: each of them needs a number or a way to find one. */
export function boundProblems(
  parameters: readonly ParameterSpec[],
  definition: TestDefinition,
): readonly ParameterProblem[] {
  const { history_calculation, history_calculation_upper, history_lookback } = definition.parameters;
  const problems = [...parameterProblems(parameters, definition)];
  if (history_lookback > LONGEST_LOOKBACK) {
    problems.push({
      field: 'history_lookback',
      problem: `Earlier runs is ${history_lookback}; write a number from 1 to ${LONGEST_LOOKBACK}.`,
    });
  }
  if (history_calculation?.trim().toUpperCase() === PREDICT) {
    return isBlank(history_calculation_upper)
      ? problems
      : [
          ...problems,
          {
            field: 'history_calculation_upper',
            problem:
              'Prediction gives both bounds; leave the upper one out, or write another way for the lower one.',
          },
        ];
  }
  const sides = [
    ...sideProblems(definition, 'history_calculation', 'lower_tolerance', 'lower'),
    ...sideProblems(definition, 'history_calculation_upper', 'upper_tolerance', 'upper'),
  ];
  const { lower, upper } = boundsOf(definition) ?? { lower: 0, upper: 0 };
  const isCrossed = isBlank(history_calculation) && isBlank(history_calculation_upper) && lower > upper;
  return [
    ...problems,
    ...sides,
    ...(isCrossed
      ? [{ field: 'lower_tolerance', problem: `The lower bound ${lower} is above the upper bound ${upper}.` }]
      : []),
  ];
}

function sideProblems(
  { parameters }: TestDefinition,
  method: 'history_calculation' | 'history_calculation_upper',
  bound: 'lower_tolerance' | 'upper_tolerance',
  side: string,
): readonly ParameterProblem[] {
  const written = parameters[method];
  if (isBlank(written)) {
    if (!isBlank(parameters[bound])) return [];
    return [
      {
        field: bound,
        problem: `The test has no ${side} bound; write one, or write PREDICT or another way to find it from history.`,
      },
    ];
  }
  try {
    const { newestOnly } = parseHistoryMethod(written);
    if (newestOnly || parameters.history_lookback > 0) return [];
    return [
      {
        field: 'history_lookback',
        problem: `The ${side} bound comes from earlier runs; write how many of them, such as 10.`,
      },
    ];
  } catch (error) {
    if (error instanceof ParameterSyntaxError) return [{ field: method, problem: error.message }];
    throw error;
  }
}

const isBlank = (text: string | null): text is null | '' => text === null || text.trim() === '';

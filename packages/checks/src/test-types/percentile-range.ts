import { percentile } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseNumber, requiredNumber } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { columnName, rowsWhere, testedNumber } from '../test-parts/tested-column.ts';
import {
  boundOf,
  boundParameters,
  boundProblems,
  numbersInOrder,
  outsideNumbers,
} from '../test-parts/written-bounds.ts';
import { defineTestType, type ParameterProblem, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'baseline_value',
    label: 'Percentile',
    help: 'Write a number from 0 to 100: 50 for the median, 95 for what all but one in twenty stay below.',
    kind: 'number',
    required: true,
  },
  ...boundParameters({ kind: 'number', what: 'percentile', write: 'a number, such as 0 or 99.5' }),
];

const fractionOf = (definition: TestDefinition): number => requiredNumber(definition, 'baseline_value') / 100;

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = boundProblems(PARAMETERS, definition, numbersInOrder);
  const chosen = parseNumber(definition.parameters.baseline_value ?? '');
  if (chosen === null || (chosen >= 0 && chosen <= 100)) return problems;
  return [
    ...problems,
    { field: 'baseline_value', problem: `Percentile is "${chosen}"; write a number from 0 to 100.` },
  ];
}

const isAboveHighest = (measure: number | string, definition: TestDefinition): boolean => {
  const highest = boundOf(definition, 'upper_tolerance');
  return highest !== null && Number(measure) > Number(highest);
};
const isBelowLowest = (measure: number | string, definition: TestDefinition): boolean => {
  const lowest = boundOf(definition, 'lower_tolerance');
  return lowest !== null && Number(measure) < Number(lowest);
};

export const percentileRange = defineTestType({
  key: 'Percentile_Range',
  name: 'Percentile Range',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Accuracy',
  impactDimension: 'Regularity',
  defaultSeverity: 'Warning',
  unit: 'Percentile found',
  description:
    'A percentile of the values, such as the median, lies between two bounds, both included. Between neighbours it is interpolated. Nulls are no value.',
  criterion: 'The percentile is below the lowest or above the highest.',
  parameters: PARAMETERS,
  limitField: null,
  validate: problemsOf,
  plan: (definition) =>
    numbersPlan(
      { found: percentile(testedNumber(definition), fractionOf(definition)) },
      ({ found }) => found,
    ),
  fails: (measure, definition) => isBelowLowest(measure, definition) || isAboveHighest(measure, definition),
  // Without a value there is no percentile, and a column that has emptied must not look fine.
  whenNothingMeasured: 'fail',
  // When the 95th percentile is too high, so is the twentieth part of the values above it.
  badShare: ({ measure, definition }) =>
    isAboveHighest(measure, definition) ? 1 - fractionOf(definition) : fractionOf(definition),
  riskFactor: 0.75,
  generation: null,
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, outsideNumbers(testedNumber(definition), definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'between neighbours the percentile is interpolated',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[10], [20], [30], [40], [null]] }],
      column: 'v',
      parameters: { baseline_value: '90', upper_tolerance: '36.5' },
      expect: {
        measure: 37,
        status: 'Warning',
        messageIncludes: ['Percentile found: 37', 'Upper Bound: 36.5'],
      },
    },
    {
      says: 'the bounds themselves are fine',
      tables: [{ table: 't', columns: { v: 'numeric(8,2)' }, rows: [['1.50'], ['2.50'], ['9.75']] }],
      column: 'v',
      parameters: { baseline_value: '50', lower_tolerance: '2.5', upper_tolerance: '2.5' },
      expect: { measure: 2.5, status: 'Passed' },
    },
    {
      says: 'no value has no median, and that is a finding',
      tables: [{ table: 't', columns: { v: 'double' }, rows: [[null]] }],
      column: 'v',
      parameters: { baseline_value: '50', lower_tolerance: '0' },
      expect: { measure: null, status: 'Warning', messageIncludes: ['No data'] },
    },
  ],
});

import { type Expression, greater, less, momentText, or, parameter, startOfDay } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { plainValue } from '../test-parameters/plain-value.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { dayOf } from '../test-parts/calendar.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedMoment } from '../test-parts/tested-column.ts';
import { boundOf, boundParameters, boundProblems } from '../test-parts/written-bounds.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  ...boundParameters({
    kind: 'date',
    what: 'date',
    write: 'a day as 2024-03-10, or a moment as 2024-03-10T12:00:00Z',
  }),
  toleratedCount('dates outside the range'),
];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function isOutside(definition: TestDefinition): Expression<'boolean'> {
  const tested = testedMoment(definition);
  const [lowest, highest] = (['lower_tolerance', 'upper_tolerance'] as const).map((field) => {
    const written = boundOf(definition, field);
    return written === null ? null : plainValue(written);
  });
  return or(
    ...(lowest == null ? [] : [less(tested, parameter(lowest, 'moment'))]),
    ...(highest == null
      ? []
      : // A day as the upper bound is fine until its midnight.
        [greater(DAY.test(highest) ? startOfDay(tested) : tested, parameter(highest, 'moment'))]),
  );
}

function inOrder(lowest: string, highest: string): boolean {
  const [first, last] = [plainValue(lowest), plainValue(highest)];
  // A day as the upper bound holds every moment of it.
  const start = momentText(DAY.test(last) ? dayOf(momentText(first)) : first);
  return start <= momentText(last);
}

export const dateRange = defineTestType({
  key: 'Date_Range',
  name: 'Date Range',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Dates out of range',
  description:
    'Every date lies between two bounds, both included; a day as the upper bound includes all of that day. Timestamps without a zone are read as UTC. Nulls are no value.',
  criterion: 'More dates than tolerated are before the first or after the last.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: (definition) => boundProblems(PARAMETERS, definition, inOrder),
  plan: (definition) => countOf(isOutside(definition)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: null,
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, isOutside(definition)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'days before and after count, the bounds themselves are fine',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2023-12-31'], ['2024-01-01'], ['2024-12-31'], ['2025-01-01'], [null]],
        },
      ],
      column: 'd',
      parameters: { lower_tolerance: '2024-01-01', upper_tolerance: "'2024-12-31'" },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Dates out of range: 2'] },
    },
    {
      says: 'the last day counts until its midnight',
      tables: [
        {
          table: 't',
          columns: { d: 'timestamp' },
          rows: [['2024-12-31T23:59:59'], ['2025-01-01T00:00:00']],
        },
      ],
      column: 'd',
      parameters: { upper_tolerance: '2024-12-31', threshold_value: '1' },
      expect: { measure: 1, status: 'Passed' },
    },
    {
      says: 'a moment is a bound to the second, whatever the offset',
      tables: [
        {
          table: 't',
          columns: { d: 'timestamptz' },
          rows: [['2024-12-31T12:00:00Z'], ['2024-12-31T12:00:01Z']],
        },
      ],
      column: 'd',
      parameters: { upper_tolerance: '2024-12-31T14:00:00+02:00' },
      expect: { measure: 1, status: 'Failed' },
    },
  ],
});

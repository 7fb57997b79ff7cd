import type { TestDefinition } from '../test-definition.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { plainValue } from '../test-parameters/plain-value.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { columnName, rowsWhere } from '../test-parts/tested-column.ts';
import { defineTestType, type Measurement, type ParameterSpec } from '../test-type.ts';

const SEPARATOR = '|';
/** A list that people compare; more distinct values than this are no list. */
const LONGEST_LIST = 1000;

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'threshold_value',
    label: 'All values',
    help: 'Write every value that must occur, with a bar between them: A|B|C.',
    kind: 'text',
    required: true,
  },
];

/** Sorted by code point, whatever order a database or a person chose. */
const sortedList = (list: string): string =>
  list
    .split(SEPARATOR)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(SEPARATOR);

const expected = (definition: TestDefinition): string =>
  sortedList(plainValue(requiredText(definition, 'threshold_value')));

const found = ({ measure }: Measurement): string | null =>
  measure === null ? null : sortedList(String(measure));

export const lovAll = defineTestType({
  key: 'LOV_All',
  name: 'Value Match All',
  scope: 'column',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values found',
  description: `The distinct values are exactly those of a list: none is missing, none is new. Nulls are no value. Up to ${LONGEST_LIST} values are read.`,
  criterion: 'A value of the list does not occur, or a value occurs that is not in the list.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => ({
    kind: 'query',
    query: {
      query: 'distinct_values',
      from: rowsWhere(definition, null),
      column: columnName(definition),
      separator: SEPARATOR,
      limit: LONGEST_LIST + 1,
    },
    result: 'text',
  }),
  fails: (measure, definition) => sortedList(String(measure)) !== expected(definition),
  whenNothingMeasured: 'fail',
  reportedMeasure: found,
  message: (measurement, definition) => {
    const wanted = new Set(expected(definition).split(SEPARATOR));
    const values = new Set((found(measurement) ?? '').split(SEPARATOR));
    const missing = [...wanted].filter((value) => !values.has(value));
    const extra = [...values].filter((value) => !wanted.has(value));
    const parts = [
      ...(missing.length > 0 ? [`Missing: ${missing.join(SEPARATOR)}`] : []),
      ...(extra.length > 0 ? [`Unexpected: ${extra.join(SEPARATOR)}`] : []),
    ];
    return parts.length === 0 ? `Values found: ${found(measurement)}` : parts.join('. ');
  },
  badShare: everyRow,
  riskFactor: 1,
  generation: null,
  failingRows: (definition) => ({
    query: 'values_where',
    from: rowsWhere(definition, null),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the same values pass, in whatever order they are written',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['A'], ['B'], [null], ['A']] }],
      column: 'v',
      parameters: { threshold_value: "'B|A'" },
      expect: { measure: 'A|B', status: 'Passed', messageIncludes: ['Values found: A|B'] },
    },
    {
      says: 'a value that is missing and one that is new are both named',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['A'], ['B'], ['X']] }],
      column: 'v',
      parameters: { threshold_value: 'A|B|C' },
      expect: { measure: 'A|B|X', status: 'Failed', messageIncludes: ['Missing: C', 'Unexpected: X'] },
    },
    {
      says: 'numbers are compared in their text form',
      tables: [{ table: 't', columns: { v: 'integer' }, rows: [[2], [10], [2]] }],
      column: 'v',
      parameters: { threshold_value: '10|2' },
      expect: { measure: '10|2', status: 'Passed' },
    },
    {
      says: 'a column without values has none of the list',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [[null]] }],
      column: 'v',
      parameters: { threshold_value: 'A' },
      expect: { measure: null, status: 'Failed' },
    },
  ],
});

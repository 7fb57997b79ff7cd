/** Combinations of values in the latest days and in as many days before: what both tests of timeframes share. */
import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';
import { columnName, subsetOf } from './tested-column.ts';

export const PERIOD_PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'window_date_column',
    label: 'Date column',
    help: 'Name the date or timestamp column that says which period a row belongs to.',
    kind: 'name',
    required: true,
  },
  {
    field: 'window_days',
    label: 'Days',
    help: 'How many days a period has; a whole number from 1.',
    kind: 'integer',
    required: true,
  },
  toleratedErrors('combinations'),
  subsetCondition(),
];

export function periodProblems(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = [...parameterProblems(PERIOD_PARAMETERS, definition)];
  if (definition.parameters.window_days < 1) {
    problems.push({
      field: 'window_days',
      problem: 'A period needs at least one day; write a whole number from 1.',
    });
  }
  const columns = definition.column ?? '';
  if (columns.trim() === '') {
    problems.push({
      field: 'column_name',
      problem: 'The tested columns are missing; list them with commas.',
    });
    return problems;
  }
  try {
    parseColumnList(columns);
  } catch (error) {
    if (!(error instanceof ParameterSyntaxError)) throw error;
    problems.push({ field: 'column_name', problem: `Tested columns: ${error.message}` });
  }
  return problems;
}

export const changedCombinations = (
  definition: TestDefinition,
  direction: 'dropped' | 'changed',
): MeasuringQuery => ({
  query: 'changed_combinations',
  from: subsetOf(definition),
  columns: parseColumnList(columnName(definition)),
  dateColumn: requiredText(definition, 'window_date_column'),
  days: definition.parameters.window_days,
  direction,
});

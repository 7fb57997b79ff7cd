import type { TestDefinition } from '../test-definition.ts';
import type { ParameterProblem } from '../test-type.ts';
import { parseColumnList } from './column-list.ts';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';

/**
 * Problems of a test that compares columns of one table with columns of another: the tested columns must be a
 * list, as long as the reference's. Groups cannot be filtered, so a condition on groups is refused, not ignored.
 */
export function columnPairProblems(definition: TestDefinition): readonly ParameterProblem[] {
  const { having_condition, match_having_condition, match_groupby_names } = definition.parameters;
  const problems: ParameterProblem[] = [];
  const tested = namesIn(definition.column);
  const reference = namesIn(match_groupby_names);
  if (typeof tested === 'string') problems.push({ field: 'column_name', problem: tested });
  else if (Array.isArray(reference) && reference.length !== tested.length) {
    problems.push({
      field: 'match_groupby_names',
      problem: `${tested.length} tested columns cannot be compared with ${reference.length} reference columns; list as many on both sides.`,
    });
  }
  for (const [field, condition] of Object.entries({ having_condition, match_having_condition })) {
    if (condition !== null && condition.trim() !== '') {
      problems.push({
        field,
        problem:
          'Conditions on groups are not available for this test; use a condition on rows, or a custom query.',
      });
    }
  }
  return problems;
}

/** The names, or what is wrong with the list. */
function namesIn(list: string | null): string[] | string {
  if (list === null || list.trim() === '') return 'The tested columns are missing; list them with commas.';
  try {
    return [...parseColumnList(list)];
  } catch (error) {
    if (error instanceof ParameterSyntaxError) return `Tested columns: ${error.message}`;
    throw error;
  }
}

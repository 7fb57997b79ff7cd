/** The other connection and its table, as parameters of tests that compare across databases. */
import type { ParameterField, TestDefinition } from '../test-definition.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';
import { parseColumnList } from './column-list.ts';
import { subsetCondition } from './limit-parameters.ts';
import { parameterProblems } from './parameter-problems.ts';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';

const REFERENCE: readonly ParameterSpec[] = [
  {
    field: 'match_connection_name',
    label: 'Reference connection',
    help: 'Name another connection of the project; its table is what the tested one is compared with.',
    kind: 'name',
    required: true,
  },
  {
    field: 'match_schema_name',
    label: 'Reference schema',
    help: 'Name the schema of the reference table; leave it out when it is the same, or the only one there.',
    kind: 'name',
    required: false,
  },
  {
    field: 'match_table_name',
    label: 'Reference table',
    help: 'Name the table of the reference connection that is compared with.',
    kind: 'name',
    required: true,
  },
];
const CONDITIONS: readonly ParameterSpec[] = [
  subsetCondition(),
  {
    field: 'match_subset_condition',
    label: 'Only reference rows where',
    help: 'Write an SQL condition on the reference table; leave it out to use all of its rows.',
    kind: 'sql_condition',
    required: false,
  },
];

/** `own` stand between the reference and the conditions. */
export const reconciliationParameters = (own: readonly ParameterSpec[]): readonly ParameterSpec[] => [
  ...REFERENCE,
  ...own,
  ...CONDITIONS,
];

/** The columns of the reference, where they are called otherwise. */
export const referenceNames = (
  field: 'match_column_names' | 'match_groupby_names',
  label: string,
  of: string,
): ParameterSpec => ({
  field,
  label,
  help: `List the reference's columns in the order of ${of}, with commas; leave it out when they have the same names.`,
  kind: 'column_list',
  required: false,
});

/** Problems of the parameters, of the list of tested columns, and of lists that cannot be held against each other. */
export function reconciliationProblems(
  specs: readonly ParameterSpec[],
  definition: TestDefinition,
  needsColumns: boolean,
): readonly ParameterProblem[] {
  const { groupby_names, match_groupby_names, match_column_names } = definition.parameters;
  const tested = columnsIn(definition.column);
  const problems: ParameterProblem[] = [...parameterProblems(specs, definition)];
  if (typeof tested === 'string')
    problems.push({ field: 'column_name', problem: `Tested columns: ${tested}` });
  else if (tested.length === 0 && needsColumns) {
    problems.push({
      field: 'column_name',
      problem: 'The tested columns are missing; list them with commas.',
    });
  }
  return [
    ...problems,
    ...pairProblems('match_column_names', tested, columnsIn(match_column_names)),
    ...pairProblems('match_groupby_names', columnsIn(groupby_names), columnsIn(match_groupby_names)),
  ];
}

function pairProblems(
  field: ParameterField,
  here: readonly string[] | string,
  there: readonly string[] | string,
): readonly ParameterProblem[] {
  // Lists that cannot be read are told already.
  if (typeof here === 'string' || typeof there === 'string') return [];
  if (there.length === 0 || here.length === there.length) return [];
  const problem = `${here.length} columns cannot be compared with ${there.length} of the reference; list as many on both sides.`;
  return [{ field, problem }];
}

/** The names, none where nothing is written, or what is wrong with the list. */
function columnsIn(list: string | null): readonly string[] | string {
  if (list === null || list.trim() === '') return [];
  try {
    return parseColumnList(list);
  } catch (error) {
    if (error instanceof ParameterSyntaxError) return error.message;
    throw error;
  }
}

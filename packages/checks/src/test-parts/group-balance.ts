/** Totals of groups against those of a reference table: what the four tests of aggregates share. */
import type { BalanceRule, MeasuringQuery } from '@assay/dialects';
import { type Expression, userSql } from '@assay/dialects';
import type { ExampleTable } from '../example.ts';
import type { ParameterField, TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { requiredNumber, requiredText } from '../test-parameters/read-parameter.ts';
import { REFERENCE_PARAMETERS } from '../test-parameters/reference-parameters.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';
import { columnName, referenceOf, subsetOf, userCondition } from './tested-column.ts';

const havingOf = (field: 'having_condition' | 'match_having_condition', rows: string): ParameterSpec => ({
  field,
  label: `Only ${rows} having`,
  help: 'Write an SQL condition on groups, such as count(*) > 10; leave it out to compare all groups.',
  kind: 'sql_condition',
  required: false,
});

export const BALANCE_PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'groupby_names',
    label: 'Columns of the groups',
    help: 'List the columns whose values make a group, with commas.',
    kind: 'column_list',
    required: true,
  },
  {
    field: 'match_column_names',
    label: 'Total of the reference',
    help: 'Write the aggregate that the total is compared with: SUM(amount).',
    kind: 'sql_condition',
    required: true,
  },
  ...REFERENCE_PARAMETERS,
  toleratedErrors('groups that do not agree'),
  subsetCondition(),
  havingOf('having_condition', 'groups'),
  havingOf('match_having_condition', 'reference groups'),
];

const bound = (field: 'lower_tolerance' | 'upper_tolerance', label: string, help: string): ParameterSpec => ({
  field,
  label,
  help,
  kind: 'number',
  required: true,
});
/** `step` says what the bounds count in: `in percent`. */
export const toleranceParameters = (step: string): readonly ParameterSpec[] => [
  bound(
    'lower_tolerance',
    'Lowest difference',
    `From the reference to the lowest total that is fine, ${step}: -5.`,
  ),
  bound(
    'upper_tolerance',
    'Highest difference',
    `From the reference to the highest total that is fine, ${step}: 5.`,
  ),
];

export function balanceProblems(
  parameters: readonly ParameterSpec[],
  definition: TestDefinition,
): readonly ParameterProblem[] {
  const problems = [...parameterProblems(parameters, definition)];
  const { groupby_names, match_groupby_names } = definition.parameters;
  if (definition.column === null || definition.column.trim() === '') {
    problems.push({
      field: 'column_name',
      problem: 'The total is missing; write an aggregate: SUM(amount).',
    });
  }
  if (problems.length > 0) return problems;
  const [own, reference] = [groupby_names, match_groupby_names].map((list) => parseColumnList(list!).length);
  if (own === reference) return [];
  return [
    {
      field: 'match_groupby_names',
      problem: `${own} columns make a group here and ${reference} in the reference; list as many on both sides.`,
    },
  ];
}

export const toleranceRule = (definition: TestDefinition, unit: 'amount' | 'percent'): BalanceRule => ({
  rule: 'within',
  low: requiredNumber(definition, 'lower_tolerance'),
  high: requiredNumber(definition, 'upper_tolerance'),
  unit,
});

/** An aggregate as a user wrote it, without a semicolon at its end. */
const aggregateOf = (sql: string): Expression<'number'> => userSql(sql.replace(/[\s;]+$/, ''));
const listOf = (definition: TestDefinition, field: ParameterField) =>
  parseColumnList(requiredText(definition, field));

export function unbalanced(definition: TestDefinition, rule: BalanceRule): MeasuringQuery {
  const { having_condition, match_having_condition } = definition.parameters;
  return {
    query: 'unbalanced_groups',
    totals: {
      from: subsetOf(definition),
      groupBy: listOf(definition, 'groupby_names'),
      total: aggregateOf(columnName(definition)),
      having: userCondition(having_condition),
    },
    reference: {
      from: referenceOf(definition),
      groupBy: listOf(definition, 'match_groupby_names'),
      total: aggregateOf(requiredText(definition, 'match_column_names')),
      having: userCondition(match_having_condition),
    },
    rule,
  };
}

// What the examples of the four tests share.
export const SALES_AND_LEDGER: readonly ExampleTable[] = [
  {
    table: 'sales',
    columns: { region: 'text', amount: 'integer' },
    rows: [
      ['East', 60],
      ['East', 40],
      ['West', 50],
      ['North', 10],
    ],
  },
  {
    table: 'ledger',
    columns: { area: 'text', total: 'integer' },
    rows: [
      ['East', 100],
      ['West', 60],
    ],
  },
];
export const ONE_NEGATIVE_GROUP: readonly ExampleTable[] = [
  { table: 'sales', columns: { region: 'text', amount: 'integer' }, rows: [[null, -100]] },
  { table: 'ledger', columns: { area: 'text', total: 'integer' }, rows: [[null, -100]] },
];
export const AGAINST_LEDGER = {
  groupby_names: 'region',
  match_table_name: 'ledger',
  match_column_names: 'SUM(total)',
  match_groupby_names: 'area',
};

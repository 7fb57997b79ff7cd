/** The tested column as expressions of the type a check reads it as. */
import {
  and,
  asText,
  column,
  type Expression,
  guarded,
  isIn,
  isNotNull,
  not,
  parameter,
  type Relation,
  userSql,
} from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { MissingParameterError, requiredText } from '../test-parameters/read-parameter.ts';
import type { TestContext } from '../test-type.ts';
import { isBlankFree } from '../value-conditions/white-space.ts';

/** The name of the tested column. Planning has refused definitions without one. */
export function columnName(definition: TestDefinition): string {
  if (definition.column === null) throw new MissingParameterError(definition, 'column');
  return definition.column;
}

export const testedValue = (definition: TestDefinition): Expression => column(columnName(definition));
export const testedNumber = (definition: TestDefinition): Expression<'number'> =>
  column(columnName(definition));
export const testedMoment = (definition: TestDefinition): Expression<'moment'> =>
  column(columnName(definition));

/** The column's text form; a text column is its own. */
export function testedText(definition: TestDefinition, context: TestContext): Expression<'text'> {
  const name = columnName(definition);
  return context.columnType?.generalType === 'A' ? column(name, 'text') : asText(column(name));
}

/**
 * Texts for which `test` does not hold, and which are more than white space. Most values pass their test, so the
 * dearer question, whether they are blank, is only asked of those that do not. Nulls never count.
 */
export const filledBut = (value: Expression<'text'>, test: Expression<'boolean'>): Expression<'boolean'> =>
  guarded(not(test), isBlankFree(value));

/** Whether the text is one of the user's values, which are bound. */
export const isOneOf = (value: Expression<'text'>, allowed: readonly string[]): Expression<'boolean'> =>
  isIn(
    value,
    allowed.map((item) => parameter(item, 'text')),
  );

/** The tested table, narrowed to `where`. */
export function rowsWhere(definition: TestDefinition, where: Expression<'boolean'> | null): Relation {
  if (definition.table === null) throw new MissingParameterError(definition, 'table');
  return { table: { schema: definition.schema, table: definition.table }, where };
}

/** The tested table, narrowed by the definition's own condition. */
export function subsetOf(definition: TestDefinition): Relation {
  return rowsWhere(definition, userCondition(definition.parameters.subset_condition));
}

/** The same without the rows in which one of `columns` is null. */
export function filledRowsOf(definition: TestDefinition, columns: readonly string[]): Relation {
  const { subset_condition } = definition.parameters;
  const conditions = [userCondition(subset_condition), ...columns.map((name) => isNotNull(column(name)))];
  return rowsWhere(definition, and(...conditions.filter((condition) => condition !== null)));
}

/** The table that the tested one is compared with, narrowed by its own condition. */
export function referenceOf(definition: TestDefinition): Relation {
  const { match_schema_name, match_subset_condition } = definition.parameters;
  return {
    table: {
      schema: match_schema_name?.trim() || definition.schema,
      table: requiredText(definition, 'match_table_name'),
    },
    where: userCondition(match_subset_condition),
  };
}

/** A condition that a user wrote, without a semicolon at its end; null when there is none. */
export function userCondition(sql: string | null): Expression<'boolean'> | null {
  const condition = sql?.replace(/[\s;]+$/, '').trim() ?? '';
  return condition === '' ? null : userSql<'boolean'>(condition);
}

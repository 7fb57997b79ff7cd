/** What a table holds, in a few characters that are others as soon as one value in the watched columns is. */
import {
  asText,
  checksum,
  column,
  count,
  countRows,
  type Expression,
  ifThenElse,
  joinedText,
  parameter,
} from '@assay/dialects';
import { type KnownTable, knownColumn } from '../known-tables.ts';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { answeredNumber } from '../test-parts/aggregate-plan.ts';
import { userCondition } from '../test-parts/tested-column.ts';
import type { TestContext, TestPlan } from '../test-type.ts';

/**
 * Rows, and the checksum of the rows' values: any other value, one row more or less, and values that change places
 * between rows change it; the order of rows does not. Exact whole numbers only, for sums of doubles differ from run to run.
 * Without rows there is nothing to measure.
 */
export function fingerprintPlan(definition: TestDefinition, { table }: TestContext): TestPlan {
  const watched = parseColumnList(requiredText(definition, 'groupby_names')).map((name) =>
    textOf(name, table),
  );
  const row = joinedText(...watched);
  const subset = userCondition(definition.parameters.subset_condition);
  const counted = subset === null ? row : ifThenElse(subset, row, parameter(null, 'text'));
  return {
    kind: 'aggregates',
    aggregates: { rows: subset === null ? countRows() : count(counted), checksum: checksum(counted) },
    measure: ({ rows, checksum: sum = null }) => {
      const found = answeredNumber(rows);
      return found === null || found === 0 || sum === null ? null : `${found}-${BigInt(sum).toString(36)}`;
    },
  };
}

function textOf(name: string, table: KnownTable | null): Expression<'text'> {
  const isText = table !== null && knownColumn(table, name)?.generalType === 'A';
  return isText ? column(name, 'text') : asText(column(name));
}

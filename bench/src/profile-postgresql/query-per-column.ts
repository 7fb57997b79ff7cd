/**
 * The plain way to profile, for comparison: for each column one statement with every measure over all rows, one
 * for each of its lists, two connections at a time. The measures and their SQL are exactly ours; only the plan is not.
 * Skewness, kurtosis, outliers, entropy, histograms and kinds of values are left out.
 */
import { type MeasureContext, type MeasureSubject, PROFILE_MEASURES, VALUE_GROUPINGS } from '@assay/checks';
import {
  type Aggregate,
  asText,
  column,
  createRenderer,
  dialects,
  type Expression,
  type Statement,
} from '@assay/dialects';
import { type ColumnDescription, DEFAULT_ENGINE_OPTIONS, openTarget } from '@assay/engine';
import pg from 'pg';
import type { Step } from '../step.ts';
import type { ProfileContext } from './context.ts';
import { TABLE } from './order-table.ts';

const CONNECTIONS = 2;

export const queryPerColumn: Step<ProfileContext> = async ({ url }) => {
  const target = await openTarget({ type: 'postgresql', url }, DEFAULT_ENGINE_OPTIONS);
  const [relation] = await target.describe(TABLE.schema, [TABLE.table]);
  await target.close();
  const runAt = new Date().toISOString();
  const statements = (relation?.columns ?? []).flatMap((described) => statementsOf(described, runAt));
  await Promise.all(Array.from({ length: CONNECTIONS }, () => work(url, statements)));
  return {};
};

/** Takes statements off the shared list until it is empty. */
async function work(url: string, statements: Statement[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let next = statements.shift(); next !== undefined; next = statements.shift()) {
      await client.query(next.sql, [...next.values]);
    }
  } finally {
    await client.end();
  }
}

function statementsOf(described: ColumnDescription, runAt: string): Statement[] {
  const { generalType, isDecimal, columnType } = described;
  const subject = subjectOf(described);
  const hasTime = generalType === 'D' && columnType !== 'date';
  const context: MeasureContext = { runAt, isDecimal, generalType, hasTime };
  const aggregates = PROFILE_MEASURES.flatMap((measure) => {
    if (!('aggregate' in measure) || !measure.appliesTo.includes(generalType)) return [];
    const aggregate = measure.aggregate(subject, context);
    return aggregate === null || ONLY_FROM_DICTIONARIES.has(aggregate.aggregate) ? [] : [aggregate];
  });
  const groupings = VALUE_GROUPINGS.flatMap(({ appliesTo, groupBy, limit }) => {
    const item = appliesTo.includes(generalType) ? groupBy(subject, context) : null;
    return item === null ? [] : [grouping(item, limit)];
  });
  return [measuring(aggregates), ...groupings];
}

/** What no plain statement over rows computes: the plain plan goes without. */
const ONLY_FROM_DICTIONARIES = new Set(['skewness', 'kurtosis', 'outside_fence', 'entropy']);

function measuring(aggregates: readonly Aggregate[]): Statement {
  const renderer = createRenderer(dialects.postgresql);
  const items = aggregates.map((aggregate, i) => `${renderer.aggregate(aggregate, null)} AS m${i}`);
  return renderer.statement(`SELECT ${items.join(', ')} FROM ${renderer.tableName(TABLE)}`);
}

/** The most frequent groups, with the number of all groups beside each. */
function grouping(groupBy: Expression, limit: number): Statement {
  const renderer = createRenderer(dialects.postgresql);
  return renderer.statement(`SELECT g, n, count(*) OVER () FROM (SELECT ${renderer.expression(groupBy)} AS g,
    count(*) AS n FROM ${renderer.tableName(TABLE)} GROUP BY 1) AS groups WHERE g IS NOT NULL
    ORDER BY n DESC LIMIT ${limit}`);
}

function subjectOf({ name, generalType }: ColumnDescription): MeasureSubject {
  const value = generalType === 'A' ? column(name, 'text') : column(name);
  return {
    value,
    text: generalType === 'A' ? column(name, 'text') : asText(value),
    number: column(name, 'number'),
    anyNumber: column(name, 'number'),
    moment: column(name, 'moment'),
  };
}

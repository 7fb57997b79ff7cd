/** Aggregates of many tests on one table, each asked once, in as few statements as the dialect allows. */
import {
  type Aggregate,
  aggregateIdentity,
  createRenderer,
  type Dialect,
  type Statement,
  type TableName,
} from '@assay/dialects';
import type { MeasurementRequest } from '../profile-request.ts';

export type AggregatesRequest = Extract<MeasurementRequest, { kind: 'aggregates' }>;

export interface PackedAggregate {
  readonly identity: string;
  readonly aggregate: Aggregate;
}

/** One statement's worth of one table. */
export interface AggregatePack {
  readonly table: TableName;
  readonly aggregates: readonly PackedAggregate[];
}

/** Names in quotes and casts make the SQL longer than the tree it is estimated from. */
const MAX_LENGTH_SHARE = 0.5;

export function packAggregates(
  requests: readonly AggregatesRequest[],
  { abilities }: Pick<Dialect, 'abilities'>,
): AggregatePack[] {
  const byTable = new Map<string, { table: TableName; aggregates: Map<string, Aggregate> }>();
  for (const { table, aggregates } of requests) {
    const key = JSON.stringify([table.schema, table.table]);
    const entry = byTable.get(key) ?? { table, aggregates: new Map() };
    for (const aggregate of Object.values(aggregates))
      entry.aggregates.set(aggregateIdentity(aggregate), aggregate);
    byTable.set(key, entry);
  }
  return [...byTable.values()].flatMap(({ table, aggregates }) =>
    split(
      [...aggregates].map(([identity, aggregate]) => ({ identity, aggregate })),
      abilities,
    ).map((part) => ({ table, aggregates: part })),
  );
}

/** The identity is about as long as the SQL of the aggregate. */
function split(
  aggregates: readonly PackedAggregate[],
  { maxSelectItems, maxStatementLength }: Dialect['abilities'],
): PackedAggregate[][] {
  const packs: PackedAggregate[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const aggregate of aggregates) {
    const pack = packs.at(-1);
    length += aggregate.identity.length;
    if (
      pack === undefined ||
      pack.length >= maxSelectItems ||
      length > maxStatementLength * MAX_LENGTH_SHARE
    ) {
      packs.push([aggregate]);
      length = aggregate.identity.length;
    } else pack.push(aggregate);
  }
  return packs;
}

/** Columns `m0`, `m1`, ... in the order of the aggregates. */
export function aggregateStatement(
  dialect: Dialect,
  table: TableName,
  aggregates: readonly Aggregate[],
): Statement {
  const renderer = createRenderer(dialect);
  const items = aggregates.map((aggregate, index) => `${renderer.aggregate(aggregate, null)} AS m${index}`);
  return renderer.statement(`SELECT ${items.join(', ')} FROM ${renderer.tableName(table)}`);
}

/** Aggregates of many tests on one table, each asked once, in as few statements as are fast. */
import {
  type Aggregate,
  aggregateIdentity,
  column,
  createRenderer,
  type Dialect,
  type Renderer,
  type Statement,
  type TableName,
} from '@assay/dialects';
import type { MeasurementRequest } from '../profile-request.ts';
import type { ColumnDescription, RelationDescription } from '../target.ts';
import { dictionaryColumn } from './dictionary-column.ts';

export type AggregatesRequest = Extract<MeasurementRequest, { kind: 'aggregates' }>;

export interface PackedAggregate {
  readonly identity: string;
  readonly aggregate: Aggregate;
}

/** One statement's worth of one table. */
export interface AggregatePack {
  readonly table: TableName;
  /** The column whose distinct values are asked; null = the rows are. */
  readonly dictionaryOf: string | null;
  readonly aggregates: readonly PackedAggregate[];
}

/** Names in quotes and casts make the SQL longer than the tree it is estimated from. */
const MAX_LENGTH_SHARE = 0.5;

/**
 * Aggregates of a column that are worth grouping it first. Of a column with few values the dictionary makes any number of
 * them nearly free; grouping one that is nearly unique costs as much as so many conditions on its rows (NOTES.md).
 */
const WORTH_A_DICTIONARY = { text: 8, other: 12 } as const;

/** `relations` tell the types of columns: of a table that is not among them only the rows are asked. */
export function packAggregates(
  requests: readonly AggregatesRequest[],
  { abilities }: Pick<Dialect, 'abilities'>,
  relations: readonly RelationDescription[] = [],
): AggregatePack[] {
  const byTable = new Map<string, { table: TableName; aggregates: Map<string, Aggregate> }>();
  for (const { table, aggregates } of requests) {
    const entry = byTable.get(tableKey(table)) ?? { table, aggregates: new Map() };
    for (const aggregate of Object.values(aggregates))
      entry.aggregates.set(aggregateIdentity(aggregate), aggregate);
    byTable.set(tableKey(table), entry);
  }
  const described = new Map(relations.map((relation) => [tableKey(relation), relation.columns]));
  return [...byTable.entries()].flatMap(([key, { table, aggregates }]) => {
    const packed = [...aggregates].map(([identity, aggregate]) => ({ identity, aggregate }));
    const parts = abilities.prefersDictionaries
      ? divide(packed, described.get(key) ?? [])
      : [{ dictionaryOf: null, aggregates: packed }];
    return parts.flatMap((part) =>
      split(part.aggregates, abilities).map((some) => ({ ...part, table, aggregates: some })),
    );
  });
}

export const tableKey = ({ schema, table }: TableName): string => JSON.stringify([schema, table]);

type Part = Omit<AggregatePack, 'table'>;

/**
 * First what is computed row by row, which the database can do in parallel as long as nothing in the statement needs an order;
 * then a statement for each dictionary, and one for each column of which percentiles are asked: they share their sort,
 * and a statement never sorts more than one column at a time in the memory of the user's server.
 */
function divide(aggregates: readonly PackedAggregate[], columns: readonly ColumnDescription[]): Part[] {
  const byName = new Map(columns.map((described) => [described.name, described]));
  const byColumn = Map.groupBy(aggregates, ({ aggregate }) => dictionaryColumn(aggregate, byName));
  const inRows = [...(byColumn.get(null) ?? [])];
  const dictionaries: Part[] = [];
  for (const [dictionaryOf, some] of byColumn) {
    if (dictionaryOf === null) continue;
    const isText = byName.get(dictionaryOf)?.generalType === 'A';
    const isWorthIt =
      some.length >= (isText ? WORTH_A_DICTIONARY.text : WORTH_A_DICTIONARY.other) ||
      // Text is dear to sort.
      (isText && some.some(({ aggregate }) => aggregate.aggregate === 'count_distinct'));
    if (isWorthIt) dictionaries.push({ dictionaryOf, aggregates: some });
    else inRows.push(...some);
  }
  const sorted = Map.groupBy(inRows, ({ aggregate }) =>
    aggregate.aggregate === 'percentile' || aggregate.aggregate === 'count_distinct'
      ? JSON.stringify(aggregate.of)
      : null,
  );
  const unsorted = sorted.get(null) ?? [];
  sorted.delete(null);
  return [
    { dictionaryOf: null, aggregates: unsorted },
    ...[...sorted.values()].map((some) => ({ dictionaryOf: null, aggregates: some })),
    ...dictionaries,
  ];
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
  dictionaryOf: string | null = null,
): Statement {
  const renderer = createRenderer(dialect);
  const from = renderer.tableName(table);
  if (dictionaryOf === null) {
    const items = aggregates.map((aggregate, index) => `${renderer.aggregate(aggregate, null)} AS m${index}`);
    return renderer.statement(`SELECT ${items.join(', ')} FROM ${from}`);
  }
  const value = renderer.expression(column(dictionaryOf));
  const weight = dictionaryOf === 'weight' ? 'row_count' : 'weight';
  const items = aggregates.map(
    (aggregate, index) => `${dictionaryAggregate(renderer, aggregate, dictionaryOf, weight)} AS m${index}`,
  );
  return renderer.statement(
    `SELECT ${items.join(', ')} FROM (SELECT ${value}, count(*) AS ${weight} FROM ${from} GROUP BY ${value}) AS dictionary`,
  );
}

function dictionaryAggregate(
  renderer: Renderer,
  aggregate: Aggregate,
  dictionaryOf: string,
  weight: string,
): string {
  const isOfValues =
    aggregate.aggregate === 'count_distinct' &&
    aggregate.of.kind === 'column' &&
    aggregate.of.name === dictionaryOf;
  // The values of a dictionary are distinct already.
  if (isOfValues) return renderer.aggregate({ aggregate: 'count', of: aggregate.of }, null);
  return renderer.aggregate(aggregate, column<'number'>(weight, 'number'));
}

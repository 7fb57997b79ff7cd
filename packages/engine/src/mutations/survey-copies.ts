/** What mutations want to know of the copied tables: facts of every column, codes, references. */
import {
  columnFacts,
  factAggregates,
  LISTED_VALUES,
  type MutatedColumn,
  type MutatedTable,
  planReferences,
  type ReferredKey,
} from '@assay/checks';
import { column, isNotNull } from '@assay/dialects';
import { listRows } from '../listings/list-rows.ts';
import { runMeasurements } from '../measurements/run-measurements.ts';
import type { TableCopy } from '../pull/copy-table.ts';
import type { Copies } from '../pull/open-copies.ts';
import { answerReferences } from '../table-questions/answer-references.ts';
import type { EngineOptions, RelationDescription } from '../target.ts';

interface Survey {
  readonly options: EngineOptions;
  readonly signal: AbortSignal;
}

/** In the order of the copies. */
export async function surveyCopies(copies: Copies, survey: Survey): Promise<MutatedTable[]> {
  const tables: MutatedTable[] = [];
  for (const copy of copies.tables) tables.push(await surveyTable(copies, copy, survey));
  const references = await findReferences(copies, tables, survey);
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((each) => ({
      ...each,
      refersTo: references.get(placeKey(table, each.name)) ?? null,
    })),
  }));
}

const placeKey = ({ schema, table }: Pick<MutatedTable, 'schema' | 'table'>, name: string): string =>
  JSON.stringify([schema, table, name]);

async function surveyTable(
  { target }: Copies,
  { description, rows }: TableCopy,
  { options, signal }: Survey,
): Promise<MutatedTable> {
  const { schema, table } = description;
  const requests = description.columns.map((each) => ({
    id: each.name,
    kind: 'aggregates' as const,
    table: { schema, table },
    aggregates: factAggregates(each),
  }));
  const answers = await runMeasurements(target, requests, options, { signal });
  const columns: MutatedColumn[] = [];
  for (const [index, answer] of answers.entries()) {
    const described = description.columns[index]!;
    const facts = columnFacts('error' in answer ? {} : answer.values);
    const isCodeList = described.generalType === 'A' && facts.distinct > 0 && facts.distinct <= LISTED_VALUES;
    const listed = isCodeList
      ? await listValues(target, description, described.name, { options, signal })
      : null;
    columns.push({ ...described, facts: { ...facts, listed }, refersTo: null });
  }
  return { schema, table, rows, columns };
}

/** The most frequent first. */
async function listValues(
  target: Copies['target'],
  { schema, table }: RelationDescription,
  name: string,
  { options, signal }: Survey,
): Promise<string[]> {
  const own = column(name, 'text');
  const listing = {
    query: 'values_where',
    from: { table: { schema, table }, where: isNotNull(own) },
    column: name,
  } as const;
  const { rows } = await listRows(target, listing, LISTED_VALUES, options, { signal });
  return rows.map((row) => String(Object.values(row)[0]));
}

/** References by name that hold on the copies without exception; by place of the referring column. */
async function findReferences(
  { target }: Copies,
  tables: readonly MutatedTable[],
  { signal }: Survey,
): Promise<ReadonlyMap<string, ReferredKey>> {
  const found = new Map<string, ReferredKey>();
  for (const [schema, together] of Map.groupBy(tables, (table) => table.schema)) {
    if (schema === null) continue;
    const answers = await answerReferences(target, schema, planReferences(together.map(asKeyTable)), {
      signal,
    });
    for (const { table, column: name, parentTable, parentColumn, orphanValues } of answers) {
      if (orphanValues > 0) continue;
      found.set(placeKey({ schema, table }, name), { schema, table: parentTable, column: parentColumn });
    }
  }
  return found;
}

const asKeyTable = ({ table, rows, columns }: MutatedTable) => ({
  table,
  columns: columns.map(({ name, generalType, facts: { values, distinct } }) => ({
    table,
    column: name,
    generalType,
    measures: { record_ct: rows, value_ct: values, distinct_value_ct: distinct },
    error: null,
  })),
});

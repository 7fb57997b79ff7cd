/** How much of a test run is done, by the tables and columns that its tests name. */
import type { ReadyTest } from '@assay/checks';
import type { TableName } from '@assay/dialects';
import type { RelationDescription } from '@assay/engine';
import { createWorkCounter, type PlannedTable } from '../jobs/count-work.ts';
import type { RunProgress } from '../jobs/run-progress.ts';

export interface TestCounter {
  begun(table: TableName): void;
  answered(tests: readonly ReadyTest[]): void;
}

export interface CountedTables {
  /** What the target has of the tables that tests name. */
  readonly relations: readonly RelationDescription[];
  /** By table, where the target keeps no statistics. */
  readonly lastRowCounts: ReadonlyMap<string, number>;
  /** Tables of other schemas are named with theirs. */
  readonly groupSchema: string;
}

interface TestedTable {
  readonly tests: number;
  /** Tests without an answer, by column. */
  readonly waiting: Map<string, number>;
  readonly columns: number;
  answered: number;
}

/** Tests that name no table count nowhere. A column is done when all of its tests have been answered. */
export function createTestCounter(
  tests: readonly ReadyTest[],
  { relations, lastRowCounts, groupSchema }: CountedTables,
  progress: Pick<RunProgress, 'count'>,
): TestCounter {
  const nameOf = ({ schema, table }: TableName): string =>
    schema === null || schema === groupSchema ? table : `${schema}.${table}`;
  const tableOf = ({ definition: { schema, table } }: ReadyTest): string | null =>
    table === null ? null : nameOf({ schema, table });
  const statistics = new Map(
    relations.map((relation) => [nameOf(relation), relation.approximateRows ?? null] as const),
  );
  const tested = new Map(
    [...Map.groupBy(tests, tableOf)].flatMap(([table, some]) =>
      table === null ? [] : [[table, testedTable(some)] as const],
    ),
  );
  const planned = [...tested].map(
    ([table, { columns, tests: readings }]): PlannedTable => ({
      ...{ table, columns, readings },
      rows: statistics.get(table) ?? lastRowCounts.get(table) ?? null,
    }),
  );
  const counter = createWorkCounter(planned, progress.count);
  const tell = (name: string, { columns, waiting, answered, tests: total }: TestedTable): void =>
    counter.tell(name, {
      columns: columns - [...waiting.values()].filter((left) => left > 0).length,
      share: answered / total,
    });
  return {
    begun(table) {
      const known = tested.get(nameOf(table));
      if (known?.answered === 0) tell(nameOf(table), known);
    },
    answered(some) {
      for (const [table, answered] of Map.groupBy(some, tableOf)) {
        const known = table === null ? undefined : tested.get(table);
        if (table === null || known === undefined) continue;
        known.answered += answered.length;
        for (const { definition } of answered) {
          const { column } = definition;
          if (column !== null) known.waiting.set(column, (known.waiting.get(column) ?? 0) - 1);
        }
        tell(table, known);
      }
    },
  };
}

function testedTable(tests: readonly ReadyTest[]): TestedTable {
  const byColumn = Map.groupBy(
    tests.filter(({ definition }) => definition.column !== null),
    ({ definition }) => definition.column!,
  );
  const waiting = new Map([...byColumn].map(([column, some]) => [column, some.length]));
  return { tests: tests.length, waiting, columns: waiting.size, answered: 0 };
}

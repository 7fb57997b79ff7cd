/** What a mutation check keeps. */
import { type Remedy, scoreMutants, type TestDefinition, type UntriedTest } from '@assay/checks';
import type { Mutant } from '@assay/contract';
import type { CheckedMutant, MutationCheck } from '@assay/engine';
import type { MutationCheckDocument } from '../../store/tables/mutation-check-table.ts';

/** Of all mutants together, as JSON. */
const BYTES_KEPT = 4 * 1024 * 1024;
const MOST_SUGGESTIONS = 100;
/** Of one mutant. */
const CATCHERS_NAMED = 10;

/** `check` without mutants and tables stands for a suite that has nothing to try. */
export function checkDocument(
  check: MutationCheck,
  untried: readonly UntriedTest[],
  definitions: readonly TestDefinition[],
): MutationCheckDocument {
  const score = scoreMutants(
    check.mutants.map((mutant) => ({ ...mutant, caught: mutant.caughtBy.length > 0 })),
  );
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const mutants = withinBytes(check.mutants.map(toMutant));
  return {
    mutants: score.mutants,
    caught: score.caught,
    score: score.score,
    possible_mutants: check.possibleMutants,
    out_of_time: check.outOfTime,
    tests_tried: check.triedTests,
    tests_not_tried: untried.map(({ id, because, reason }) => {
      const definition = byId.get(id)!;
      const { testType, table, column } = definition;
      return { test_definition_id: id, test_type: testType, table, column, because, reason };
    }),
    tables: check.tables.map(({ schema, table, rows, copiedRows, problem }) => ({
      schema,
      table,
      rows,
      copied_rows: copiedRows,
      problem,
    })),
    by_mutation: [...score.byMutation],
    by_table: [...score.byTable],
    by_column: [...score.byColumn],
    suggestions: suggestionsOf(check.mutants),
    mutants_kept: mutants.length,
    mutants_in_full: mutants,
  };
}

const toMutant = (mutant: CheckedMutant): Mutant => ({
  mutation: mutant.mutation,
  schema: mutant.schema,
  table: mutant.table,
  column: mutant.column,
  share: mutant.share,
  damaged_rows: mutant.damagedRows,
  says: mutant.says,
  caught: mutant.caughtBy.length > 0,
  caught_by: mutant.caughtBy.slice(0, CATCHERS_NAMED),
  caught_by_count: mutant.caughtBy.length,
  suggestion: mutant.suggestion === null ? null : bodyOf(mutant.table, mutant.suggestion),
});

const bodyOf = (table: string, { testType, column, parameters }: Remedy) => ({
  test_type: testType,
  table_name: table,
  column_name: column,
  ...parameters,
});

function suggestionsOf(mutants: readonly CheckedMutant[]): MutationCheckDocument['suggestions'] {
  const bodies = mutants.flatMap(({ table, suggestion }) =>
    suggestion === null ? [] : [bodyOf(table, suggestion)],
  );
  const alike = Map.groupBy(bodies, (body) => JSON.stringify(body));
  return [...alike.values()]
    .map((group) => ({ catches: group.length, body: group[0]! }))
    .toSorted((a, b) => b.catches - a.catches)
    .slice(0, MOST_SUGGESTIONS);
}

function withinBytes(mutants: readonly Mutant[]): readonly Mutant[] {
  let bytes = 0;
  const firstTooMany = mutants.findIndex((mutant) => {
    bytes += Buffer.byteLength(JSON.stringify(mutant));
    return bytes > BYTES_KEPT;
  });
  return firstTooMany === -1 ? mutants : mutants.slice(0, firstTooMany);
}

/** The results of a run as they are compared with those of another, and told. */
import type { Queryable } from '../../store/store.ts';

/** By table, column and type. */
export const comparedResults = (db: Queryable, runId: string) =>
  db
    .selectFrom('test_result')
    .select(['id', 'test_definition_id as definitionId', 'test_type', 'table_name', 'column_name'])
    .select(['status', 'measure', 'disposition', 'no_data'])
    .where('test_run_id', '=', runId)
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('test_type')
    .orderBy('test_definition_id');
export type ComparedResultRow = Awaited<
  ReturnType<ReturnType<typeof comparedResults>['executeTakeFirstOrThrow']>
>;

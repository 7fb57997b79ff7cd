/** The mutation_check table. */
import type { Mutant } from '@assay/contract';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { MutationCheckDocument } from '../../store/tables/mutation-check-table.ts';

/** Replaces what an earlier attempt of the same job wrote. */
export async function saveCheck(
  db: Queryable,
  place: { readonly jobId: string; readonly testSuiteId: string },
  document: MutationCheckDocument,
): Promise<void> {
  const row = { job_id: place.jobId, test_suite_id: place.testSuiteId, document: json(document) };
  await db
    .insertInto('mutation_check')
    .values(row)
    .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ document: row.document }))
    .execute();
}

/** Empty for a check that has not completed. */
export async function findMutants(db: Queryable, jobId: string): Promise<readonly Mutant[]> {
  const row = await db
    .selectFrom('mutation_check')
    .select(sql<Mutant[]>`document -> 'mutants_in_full'`.as('mutants'))
    .where('job_id', '=', jobId)
    .executeTakeFirst();
  return row?.mutants ?? [];
}

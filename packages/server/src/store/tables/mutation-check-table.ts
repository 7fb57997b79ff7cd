/** What a mutation check found. */
import type { Mutant, MutationCheck } from '@assay/contract';
import type { ColumnType } from 'kysely';
import type { JsonColumn } from '../json-column.ts';

/** As the API shows it: everything but the facts of the job. */
export type MutationCheckDocument = NonNullable<MutationCheck['result']> & {
  /** By place; as many as fit. */
  readonly mutants_in_full: readonly Mutant[];
};

export interface MutationCheckTable {
  readonly job_id: string;
  readonly test_suite_id: string;
  readonly document: JsonColumn<MutationCheckDocument>;
  readonly created_at: ColumnType<Date, Date | undefined, never>;
}

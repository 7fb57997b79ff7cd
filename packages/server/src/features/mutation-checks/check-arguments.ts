/** What the job of a mutation check is told. */
import type { MutationCheckSettings } from '@assay/contract';
import { readSuiteArguments, type SuiteArguments, suiteArguments } from '../test-suites/suite-arguments.ts';

export interface CheckArguments extends SuiteArguments {
  readonly settings: MutationCheckSettings;
}

/** As a job keeps them. */
export const checkArguments = (
  suite: { readonly id: string; readonly table_group_id: string },
  settings: MutationCheckSettings,
) => ({ ...suiteArguments(suite), settings });

/** `stored` was written by `checkArguments`. */
export const readCheckArguments = (stored: Readonly<Record<string, unknown>>): CheckArguments => ({
  ...readSuiteArguments(stored),
  settings: stored.settings as MutationCheckSettings,
});

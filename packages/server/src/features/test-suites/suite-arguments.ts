/** What a job of a test suite is told, and what summaries show while it is pending. */

export interface SuiteArguments {
  readonly testSuiteId: string;
  readonly tableGroupId: string;
}

/** As a job keeps them. */
export const suiteArguments = (suite: { readonly id: string; readonly table_group_id: string }) => ({
  test_suite_id: suite.id,
  table_group_id: suite.table_group_id,
});

/** `stored` was written by `suiteArguments`. */
export const readSuiteArguments = (stored: Readonly<Record<string, unknown>>): SuiteArguments => ({
  testSuiteId: String(stored.test_suite_id),
  tableGroupId: String(stored.table_group_id),
});

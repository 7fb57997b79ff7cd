/** What a run must look like for a pipeline to go on. Fields are named as in the API; null = not judged. */

interface RunPolicy {
  /** 0..1. A run without a score passes this: there was nothing to measure. */
  readonly min_score: number | null;
  /** Minutes between the end of the run and its evaluation: an old verdict says little about today's data. */
  readonly max_age_minutes: number | null;
}

export interface TestGatePolicy extends RunPolicy {
  readonly max_failed: number | null;
  readonly max_warnings: number | null;
  readonly max_errors: number | null;
  /** Tests that fail or warn and did not in the completed run before, new tests too; nothing is new in a first run. */
  readonly max_new_failures: number | null;
  /** Tests that had nothing to measure, whatever became of them. */
  readonly max_no_data: number | null;
}

/** Hygiene issues by likelihood; those that were dismissed count nowhere. */
export interface ProfileGatePolicy extends RunPolicy {
  readonly max_definite: number | null;
  readonly max_likely: number | null;
  readonly max_possible: number | null;
  /** Issues that the completed run before did not have; nothing is new in a first run. */
  readonly max_new_issues: number | null;
}

/** Of a suite without a gate: every test was run, and none failed. */
export const DEFAULT_TEST_POLICY: TestGatePolicy = {
  min_score: null,
  max_age_minutes: null,
  max_failed: 0,
  max_warnings: null,
  max_errors: 0,
  max_new_failures: null,
  max_no_data: null,
};

/** Of a table group without a gate: it could be profiled. What its issues mean is for people to say first. */
export const DEFAULT_PROFILE_POLICY: ProfileGatePolicy = {
  min_score: null,
  max_age_minutes: null,
  max_definite: null,
  max_likely: null,
  max_possible: null,
  max_new_issues: null,
};

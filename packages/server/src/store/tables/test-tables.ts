/** Test suites, their definitions, and the runs' results. A run's id is its job's id. */
import type {
  HolidayCode,
  ImpactDimension,
  Sensitivity,
  Severity,
  TestFacts,
  TestParameters,
  TestStatus,
} from '@assay/checks';
import type { Disposition } from '@assay/contract';
import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely';
import type { JsonColumn, JsonColumnWithDefault, NullableJsonColumn } from '../json-column.ts';
import type { Later, RunWarning } from './profiling-tables.ts';
import type { CreatedAt, UpdatedAt } from './project-tables.ts';

type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface TestSuiteTable {
  readonly id: string;
  readonly project_id: string;
  readonly table_group_id: string;
  /** Unique in its project. */
  name: string;
  description: Optional<string>;
  /** Overrides the test types' own; null = inherit. */
  severity: Optional<Severity>;
  /** Left out of the scores of table group, tables and columns. */
  dq_score_exclude: Generated<boolean>;
  /** Runs keep the rows behind failures as they were. */
  capture_failing_rows: Generated<boolean>;
  /** Hidden from lists, API and scores; one of a table group, see features/monitors. */
  is_monitor: Generated<boolean>;
  predict_sensitivity: Generated<Sensitivity>;
  /** Results that a test needs before its bounds are predicted. */
  predict_min_lookback: Generated<number>;
  /** IANA name: whose weekdays, hours and holidays predictions follow. */
  predict_time_zone: Generated<string>;
  predict_exclude_weekends: Generated<boolean>;
  predict_holiday_codes: Generated<HolidayCode[]>;
  /** Of monitor suites: newest runs that the dashboard looks at. */
  monitor_lookback: Generated<number>;
  /** Of monitor suites: profiling renews the fingerprints of freshness monitors. */
  monitor_regenerate_freshness: Generated<boolean>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export interface TestDefinitionTable {
  readonly id: string;
  readonly test_suite_id: string;
  /** Identity that survives export and import; unique in its suite. */
  readonly external_id: string;
  readonly test_type: string;
  schema_name: Optional<string>;
  table_name: Optional<string>;
  column_name: Optional<string>;
  description: Optional<string>;
  active: Generated<boolean>;
  /** Why validation switched it off; cleared when a person switches it on again. */
  status_text: Optional<string>;
  /**
   * Runs in a row that did not find its table or column. Above 0 and not active = switched off for that reason;
   * whoever switches a test on or off sets it to 0.
   */
  missed_runs: Generated<number>;
  /** Null = inherit from suite, then type. */
  severity: Optional<Severity>;
  impact_dimension: Optional<ImpactDimension>;
  /** Generation neither changes nor deletes a locked test. */
  locked: Generated<boolean>;
  flagged: Generated<boolean>;
  /** A wish of the documents that tests come from, kept for those they go to; nothing here acts on it. Null = as the suite. */
  export_to_observability: Optional<boolean>;
  /** The fields of TestParameters that differ from NO_PARAMETERS, under the same names. */
  parameters: JsonColumnWithDefault<Partial<TestParameters>>;
  /** Fields that a person set, which generation leaves alone. */
  manual_fields: Generated<string[]>;
  /** Set = made by generation; null = made by a person. */
  generated_at: Optional<Date>;
  /** Profiling run that the parameters came from; null when unknown or deleted. */
  generated_from: Optional<string>;
  /** Why generation proposed it, in a sentence. */
  generation_reason: Optional<string>;
  last_manual_update_at: Optional<Date>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export interface TestRunTable {
  readonly job_id: string;
  readonly project_id: string;
  readonly test_suite_id: string;
  readonly table_group_id: string;
  started_at: ColumnType<Date, Date | undefined, never>;
  finished_at: Later<Date>;
  /** When frequencies, patterns and kept rows were removed because of their age. */
  detail_removed_at: Later<Date>;
  /** Tests that the run set out to do. */
  test_ct: Later<number>;
  /** 0..1; null when nothing was measured. score = 1 - affected_points / total_points. */
  score: Later<number>;
  affected_points: Later<number>;
  total_points: Later<number>;
  /** What did not work without failing the run. */
  warnings: JsonColumnWithDefault<RunWarning[]>;
}

export interface TestResultTable {
  readonly id: string;
  readonly test_run_id: string;
  /** No foreign key: results outlive the definition they came from. */
  readonly test_definition_id: string;
  readonly test_type: string;
  readonly schema_name: string | null;
  readonly table_name: string | null;
  readonly column_name: string | null;
  readonly description: Optional<string>;
  /** The definition's parameters as the run used them. */
  readonly parameters: JsonColumn<Partial<TestParameters>>;
  readonly generated: boolean;
  readonly status: TestStatus;
  /** Effective: test, else suite, else type. */
  readonly severity: Severity;
  /** As text: numbers, dates and lists alike. */
  readonly measure: string | null;
  readonly threshold: string | null;
  message: string | null;
  readonly impact_dimension: ImpactDimension | null;
  readonly duration_ms: number;
  /** The statement that measures this test by itself; null when none was made. */
  readonly statement: Optional<string>;
  /** There was nothing to measure; a status of Passed then says little. */
  no_data: Generated<boolean>;
  /** Minutes since the table was updated, 0 = it was updated; null for tests that do not watch for updates. */
  readonly signal: Optional<number>;
  /** What the verdict rests on, for types that tell it in parts. */
  readonly facts: NullableJsonColumn<TestFacts>;
  /** Rows that the test looked at. */
  readonly record_ct: number | null;
  /** 0..1; null = does not score. */
  readonly dq_prevalence: number | null;
  /** Rows that the result stands for in the score, times the weight of its column; null = does not score. */
  readonly dq_points: Later<number>;
  disposition: Later<Disposition>;
  disposition_by: Later<string>;
  disposition_at: Later<Date>;
  created_at: CreatedAt;
}

export type TestSuite = Selectable<TestSuiteTable>;
export type NewTestSuite = Insertable<TestSuiteTable>;
export type TestSuiteChange = Updateable<TestSuiteTable>;
export type TestDefinitionRow = Selectable<TestDefinitionTable>;
export type NewTestDefinition = Insertable<TestDefinitionTable>;
export type TestDefinitionChange = Updateable<TestDefinitionTable>;
export type TestRun = Selectable<TestRunTable>;
export type NewTestRun = Insertable<TestRunTable>;
export type TestResultRow = Selectable<TestResultTable>;
export type NewTestResult = Insertable<TestResultTable>;

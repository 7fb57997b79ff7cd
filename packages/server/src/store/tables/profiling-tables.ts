/** Profiling runs and what they found. A run's id is its job's id. */
import type {
  ColumnMeasures,
  DependencyAnswer,
  Fact,
  GroupingResult,
  Histogram,
  Likelihood,
  PiiFlag,
  ReferenceAnswer,
  ScanStrategy,
  SemanticType,
  TableRole,
  ThresholdSettings,
  TypeSuggestion,
  ValueKindCounts,
} from '@assay/checks';
import type { Disposition } from '@assay/contract';
import type { GeneralType, RelationKind } from '@assay/dialects';
import type { SamplingRequest } from '@assay/engine';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { JsonColumn, JsonColumnWithDefault, NullableJsonColumn } from '../json-column.ts';
import type { CreatedAt } from './project-tables.ts';

/** Null until the run has got that far. */
export type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Something that went wrong without failing the run, in a sentence for people. */
export interface RunWarning {
  /** Null when it is about the run as a whole. */
  readonly table: string | null;
  readonly column: string | null;
  readonly message: string;
}

/** The table group's settings as a run uses them, whatever becomes of the group meanwhile. */
export interface ProfilingRunSettings {
  readonly schema: string;
  readonly tables: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly idMask: string;
  readonly surrogateKeyMask: string;
  readonly detectPii: boolean;
  readonly strategy: 'auto' | ScanStrategy;
  // Runs that began before these settings existed do without them.
  readonly detectCriticalData?: boolean;
  readonly skipExcludedColumns?: boolean;
  /** Null reads every row. */
  readonly sampling?: SamplingRequest | null;
  readonly hygieneThresholds?: ThresholdSettings;
}

export interface ProfilingRunTable {
  readonly job_id: string;
  readonly project_id: string;
  readonly table_group_id: string;
  readonly settings: JsonColumn<ProfilingRunSettings>;
  /** Of the first attempt; what "today" means to the checks. */
  started_at: ColumnType<Date, Date | undefined, never>;
  /** With results: later than the last row of them, earlier than the job's end. */
  finished_at: Later<Date>;
  /** When frequencies, patterns and kept rows were removed because of their age. */
  detail_removed_at: Later<Date>;
  /** Of what was selected for profiling; known when the catalog step ends. */
  table_ct: Later<number>;
  column_ct: Later<number>;
  record_ct: Later<number>;
  /** 0..1; null when nothing was measured. score = 1 - affected_points / total_points. */
  score: Later<number>;
  affected_points: Later<number>;
  total_points: Later<number>;
  /** Those that no row of a table or column tells; set with the results. */
  warnings: JsonColumnWithDefault<readonly RunWarning[]>;
  /** Tables that have not changed were to be taken from the latest completed run. */
  readonly changed_only: Generated<boolean>;
  /** Tables that earlier attempts had done when the latest one began. */
  resumed_table_ct: Generated<number>;
  reference_answers: JsonColumnWithDefault<readonly ReferenceAnswer[]>;
}

export interface ProfiledTableTable {
  readonly profiling_run_id: string;
  readonly table_name: string;
  readonly kind: RelationKind;
  role: TableRole | null;
  /** Null when the table could not be read. */
  readonly record_ct: number | null;
  /** Rows that were read; null = all of them. */
  readonly sampled_rows: Later<number>;
  readonly duplicate_rows: Later<number>;
  readonly dependencies: JsonColumnWithDefault<readonly DependencyAnswer[]>;
  /** Columns that were not read, because the catalog excludes them. */
  readonly excluded_columns: Generated<string[]>;
  /** Of the table's state and of how it was measured; null when it could not be had. */
  readonly fingerprint: Later<string>;
  /** The run that measured the table, when that was an earlier one. */
  readonly reused_from: Later<string>;
  readonly strategy: ScanStrategy;
  readonly duration_ms: number;
  readonly error: string | null;
}

export interface ColumnProfileTable {
  readonly profiling_run_id: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly position: number;
  readonly general_type: GeneralType;
  readonly column_type: string;
  readonly native_type: string;
  readonly is_decimal: boolean | null;
  readonly measures: JsonColumn<ColumnMeasures>;
  readonly frequencies: NullableJsonColumn<GroupingResult>;
  readonly patterns: NullableJsonColumn<GroupingResult>;
  readonly weekdays: NullableJsonColumn<GroupingResult>;
  readonly hours: NullableJsonColumn<GroupingResult>;
  readonly sentinels: NullableJsonColumn<GroupingResult>;
  readonly histogram: NullableJsonColumn<Histogram>;
  readonly value_kinds: NullableJsonColumn<ValueKindCounts>;
  semantic_type: SemanticType | null;
  semantic_reason: string | null;
  /** As it counted at the end of the run; what counts now is in personal-columns.ts. */
  pii: NullableJsonColumn<PiiFlag>;
  /** What the rules alone said. */
  detected_pii: NullableJsonColumn<PiiFlag>;
  critical_data_element: Generated<boolean>;
  detected_critical_data_element: Generated<boolean>;
  suggested_type: NullableJsonColumn<TypeSuggestion>;
  readonly error: string | null;
  /** This column's part of the run's score. */
  affected_points: Later<number>;
  total_points: Later<number>;
}

export interface HygieneIssueTable {
  readonly id: string;
  readonly profiling_run_id: string;
  /** Key of a hygiene issue type. */
  readonly issue_type: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly likelihood: Likelihood;
  readonly detail: string;
  readonly facts: JsonColumn<Readonly<Record<string, Fact>>>;
  /** 0..1; null = does not score. */
  readonly prevalence: number | null;
  /** What a person decided about it; null = nothing yet. */
  disposition: Later<Disposition>;
  /** Token that set the disposition. */
  disposition_by: Later<string>;
  disposition_at: Later<Date>;
  created_at: CreatedAt;
}

/** A finding that a person set Inactive: later runs of the group find it muted. */
export interface MutedIssueTable {
  readonly table_group_id: string;
  readonly issue_type: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly created_by: string | null;
  created_at: CreatedAt;
}

export type ProfilingRun = Selectable<ProfilingRunTable>;
export type NewProfilingRun = Insertable<ProfilingRunTable>;
export type ProfiledTable = Selectable<ProfiledTableTable>;
export type NewProfiledTable = Insertable<ProfiledTableTable>;
export type ColumnProfileRow = Selectable<ColumnProfileTable>;
export type NewColumnProfile = Insertable<ColumnProfileTable>;
export type HygieneIssueRow = Selectable<HygieneIssueTable>;
export type NewHygieneIssue = Insertable<HygieneIssueTable>;

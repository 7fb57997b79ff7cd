/** Projects, their connections and table groups, and who may call the API. */

import type { ThresholdSettings } from '@assay/checks';
import type { Role } from '@assay/contract';
import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely';
import type { JsonColumn, JsonColumnWithDefault } from '../json-column.ts';

/** Set by the database on insert, never changed. */
export type CreatedAt = ColumnType<Date, Date | undefined, never>;
/** Set by the database on insert; updates write it. */
export type UpdatedAt = ColumnType<Date, Date | undefined, Date>;

/** Runs at work at once, over all workers; null = the default. Claims read it as `job_limit`. */
type RunLimit = ColumnType<number | null, number | null | undefined, number | null>;

export interface ProjectTable {
  readonly id: string;
  /** How the API addresses the project; unique. */
  readonly code: string;
  name: string;
  /** Days that runs are kept; null = for ever. */
  retention_days: ColumnType<number | null, number | null | undefined, number | null>;
  max_concurrent_runs: RunLimit;
  /** Days that frequencies, patterns and captured rows are kept; null = as long as their runs. */
  detail_days: ColumnType<number | null, number | null | undefined, number | null>;
  /** When retention is to be applied next; null = nothing is to be removed. */
  retention_due_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  retention_applied_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  created_at: CreatedAt;
}

export interface ConnectionTable {
  readonly id: string;
  readonly project_id: string;
  name: string;
  /** Key of the connection catalog: `files`, `duckdb`, `postgresql` ... */
  readonly type: string;
  /** Fields that are no secrets. */
  config: JsonColumn<Record<string, unknown>>;
  /** Secret field -> sealed text (see secrets/secret-box.ts); never leaves the server. */
  secrets: JsonColumnWithDefault<Record<string, string>>;
  max_concurrent_runs: RunLimit;
  /** Null = what the server says. */
  statement_timeout_seconds: ColumnType<number | null, number | null | undefined, number | null>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export interface TableGroupTable {
  readonly id: string;
  readonly project_id: string;
  readonly connection_id: string;
  name: string;
  description: ColumnType<string | null, string | null | undefined, string | null>;
  schema_name: string;
  max_concurrent_runs: RunLimit;
  /** Exact names; empty = no list. List, include and exclude masks are ANDed. */
  tables: Generated<string[]>;
  include_masks: Generated<string[]>;
  exclude_masks: Generated<string[]>;
  id_column_mask: string;
  surrogate_key_column_mask: string;
  detect_pii: Generated<boolean>;
  detect_critical_data: Generated<boolean>;
  /** Columns that the catalog excludes are not read. */
  skip_excluded_columns: Generated<boolean>;
  /** auto | pull | push | in_place */
  strategy: Generated<string>;
  use_sampling: Generated<boolean>;
  /** Above 0 and below 100. */
  sample_percent: Generated<number>;
  sample_min_rows: Generated<number>;
  /** Only those that are not the default. */
  hygiene_thresholds: JsonColumnWithDefault<ThresholdSettings>;
  /** Start of the run whose look at the target the catalog shows; null before the first one. */
  catalog_seen_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export interface ApiTokenTable {
  readonly id: string;
  name: string;
  /** See secrets/api-token.ts; the token itself is not kept. */
  readonly token_hash: string;
  /** How the token begins, so that people can tell theirs apart. */
  readonly prefix: string;
  readonly role: Role;
  /** May also create projects and manage every token. */
  readonly global_admin: Generated<boolean>;
  /** Null = every project. */
  readonly project_id: string | null;
  expires_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Kept to the minute. */
  last_used_at: ColumnType<Date | null, undefined, Date | null>;
  /** The token that made this one; null for the bootstrap token. */
  readonly created_by: string | null;
  created_at: CreatedAt;
}

export type Project = Selectable<ProjectTable>;
export type NewProject = Insertable<ProjectTable>;
export type Connection = Selectable<ConnectionTable>;
export type NewConnection = Insertable<ConnectionTable>;
export type ConnectionChange = Updateable<ConnectionTable>;
export type TableGroup = Selectable<TableGroupTable>;
export type NewTableGroup = Insertable<TableGroupTable>;
export type TableGroupChange = Updateable<TableGroupTable>;
export type ApiToken = Selectable<ApiTokenTable>;
export type NewApiToken = Insertable<ApiTokenTable>;

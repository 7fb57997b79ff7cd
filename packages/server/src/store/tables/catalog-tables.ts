/** The catalog: what a table group held when it was last looked at, and what people said about it. */
import type { CatalogChangeKind, PiiFlag, SemanticType, TableRole, TypeSuggestion } from '@assay/checks';
import type { ColumnDecision } from '@assay/contract';
import type { GeneralType, RelationKind } from '@assay/dialects';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { NullableJsonColumn } from '../json-column.ts';
import type { CreatedAt } from './project-tables.ts';

/** Null while the thing exists in the target; rows outlive it so that their history stays readable. */
type DroppedAt = ColumnType<Date | null, Date | null | undefined, Date | null>;
type SeenAt = ColumnType<Date, Date | undefined, Date>;

export interface CatalogTableTable {
  readonly id: string;
  readonly table_group_id: string;
  readonly name: string;
  kind: RelationKind;
  role: TableRole | null;
  /** Of the last profiling run that read it. */
  record_ct: ColumnType<number | null, number | null | undefined, number | null>;
  /** Names of columns of this row that a person set: runs leave them alone. */
  manual_fields: Generated<string[]>;
  first_seen_at: SeenAt;
  last_seen_at: SeenAt;
  dropped_at: DroppedAt;
}

export interface CatalogColumnTable {
  readonly id: string;
  readonly catalog_table_id: string;
  readonly name: string;
  position: number;
  general_type: GeneralType;
  column_type: string;
  native_type: string;
  /** Null = nobody has looked yet; `default_expression` then says nothing either. */
  nullable: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  default_expression: ColumnType<string | null, string | null | undefined, string | null>;
  semantic_type: SemanticType | null;
  semantic_reason: string | null;
  /** What counts: a person's word, else `detected_pii`. */
  pii: NullableJsonColumn<PiiFlag>;
  /** What the rules said last. */
  detected_pii: NullableJsonColumn<PiiFlag>;
  critical_data_element: Generated<boolean>;
  detected_critical_data_element: Generated<boolean>;
  suggested_type: NullableJsonColumn<TypeSuggestion>;
  /** Profiling does not read the column. */
  excluded: Generated<boolean>;
  description: ColumnType<string | null, string | null | undefined, string | null>;
  /** As in catalog_table: `semantic_type`, `pii`, `critical_data_element`. */
  manual_fields: Generated<string[]>;
  first_seen_at: SeenAt;
  last_seen_at: SeenAt;
  type_changed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  dropped_at: DroppedAt;
}

/** What a look at the target found different from the look before it; see CatalogChange for the words. */
export interface CatalogChangeTable {
  readonly id: string;
  readonly table_group_id: string;
  /** Job of the run that looked; null when it is gone. */
  readonly run_id: string | null;
  /** When that run started. */
  readonly changed_at: Date;
  readonly table_name: string;
  readonly column_name: string | null;
  readonly kind: CatalogChangeKind;
  readonly before: string | null;
  readonly after: string | null;
  readonly because: string | null;
}

/** What people said about a column, one row each time; the newest of a field stands. */
export interface ColumnDecisionTable {
  readonly id: string;
  readonly catalog_column_id: string;
  readonly field: ColumnDecision;
  /** Null when the field was left to the rules again. */
  readonly value: NullableJsonColumn<unknown>;
  /** Token that said it. */
  readonly decided_by: string | null;
  decided_at: CreatedAt;
}

export type CatalogTable = Selectable<CatalogTableTable>;
export type NewCatalogTable = Insertable<CatalogTableTable>;
export type CatalogColumn = Selectable<CatalogColumnTable>;
export type NewCatalogColumn = Insertable<CatalogColumnTable>;
export type CatalogChangeRow = Selectable<CatalogChangeTable>;

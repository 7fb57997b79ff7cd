/** The catalog: what a table group held when it was last looked at, and what people said about it. */
import type { PiiFlag, SemanticType, TableRole } from '@assay/checks';
import type { GeneralType, RelationKind } from '@assay/dialects';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { NullableJsonColumn } from '../json-column.ts';

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
  semantic_type: SemanticType | null;
  semantic_reason: string | null;
  pii: NullableJsonColumn<PiiFlag>;
  /** As in catalog_table: `semantic_type`, `pii`. */
  manual_fields: Generated<string[]>;
  first_seen_at: SeenAt;
  last_seen_at: SeenAt;
  type_changed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  dropped_at: DroppedAt;
}

export type CatalogTable = Selectable<CatalogTableTable>;
export type NewCatalogTable = Insertable<CatalogTableTable>;
export type CatalogColumn = Selectable<CatalogColumnTable>;
export type NewCatalogColumn = Insertable<CatalogColumnTable>;

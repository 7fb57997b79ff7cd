/** What the engine measured, and what the checks made of it. */
import type { GeneralType, RelationKind } from '@assay/dialects';
import type { ColumnMeasures } from './measure-values.ts';
import type { PiiFlag } from './pii-flag.ts';
import type { SemanticType, TableRole } from './semantic-type.ts';
import type { GroupingResult } from './value-grouping.ts';

/** One column as measured. */
export interface MeasuredColumn {
  readonly table: string;
  readonly column: string;
  /** Ordinal position in the table, from 1. */
  readonly position: number;
  readonly generalType: GeneralType;
  readonly columnType: string;
  readonly nativeType: string;
  readonly isDecimal: boolean | null;
  readonly measures: ColumnMeasures;
  readonly frequencies: GroupingResult | null;
  readonly patterns: GroupingResult | null;
  /** Why this column could not be measured; its measures then hold at most `record_ct`. */
  readonly error: string | null;
}

/** How a table's values reached the measures. */
export type ScanStrategy = 'in_place' | 'pull' | 'push';

export interface MeasuredTable {
  readonly table: string;
  readonly kind: RelationKind;
  /** Exact; null when the table could not be read. */
  readonly recordCount: number | null;
  readonly columns: readonly MeasuredColumn[];
  readonly strategy: ScanStrategy;
  readonly durationMs: number;
  /** Why the table could not be read at all, with the remedy; its columns are then empty. */
  readonly error: string | null;
}

/** A measured column with the meaning that the rules found in it. */
export interface ColumnProfile extends MeasuredColumn {
  readonly semanticType: SemanticType | null;
  /** Why: the rule and the facts it saw, in a sentence. */
  readonly semanticReason: string | null;
  readonly pii: PiiFlag | null;
}
export interface TableProfile extends MeasuredTable {
  readonly columns: readonly ColumnProfile[];
  readonly role: TableRole | null;
}

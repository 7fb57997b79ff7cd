/** What the engine measured, and what the checks made of it. */
import type { GeneralType, RelationKind } from '@assay/dialects';
import type { ColumnMeasures } from './measure-values.ts';
import type { PiiFlag } from './pii-flag.ts';
import type { SemanticType, TableRole } from './semantic-type.ts';
import type { DependencyAnswer } from './table-questions/table-question.ts';
import type { GroupingResult } from './value-grouping.ts';
import type { ValueKind } from './value-kinds/value-kind.ts';

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
  readonly weekdays: GroupingResult | null;
  readonly hours: GroupingResult | null;
  readonly sentinels: GroupingResult | null;
  /** Numbers and dates. */
  readonly histogram: Histogram | null;
  /** What a part of the values was recognised as. */
  readonly valueKinds: ValueKindCounts | null;
  /** Why this column could not be measured; its measures then hold at most `record_ct`. */
  readonly error: string | null;
}

/** Bins that follow each other; numbers, or dates as ISO 8601 text. The last bin holds its upper end. */
export interface HistogramBin {
  readonly from: number | string;
  readonly to: number | string;
  readonly count: number;
}
export interface Histogram {
  /** Bins of one width. */
  readonly equalWidth: readonly HistogramBin[];
  /** Bins of about as many rows each. */
  readonly quantile: readonly HistogramBin[];
}

/** A part of the distinct values, the same in every run and on every engine, looked at one by one. */
export interface ValueKindCounts {
  /** Distinct values looked at. */
  readonly looked: number;
  /** How many of them are of each kind; kinds that none is of are absent. */
  readonly matched: Readonly<Partial<Record<ValueKind, number>>>;
}

/** How a table's values reached the measures. */
export type ScanStrategy = 'in_place' | 'pull' | 'push';

export interface MeasuredTable {
  readonly table: string;
  readonly kind: RelationKind;
  /** Exact; null when the table could not be read. */
  readonly recordCount: number | null;
  /** Rows that were read when the table was sampled; measures are of these rows. Null: all rows were read. */
  readonly sampledRows: number | null;
  /** Rows that repeat an earlier row in every column; null when nobody looked. */
  readonly duplicateRows: number | null;
  readonly dependencies: readonly DependencyAnswer[];
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
  /** A column the business depends on, by rule or by a person's word. */
  readonly criticalDataElement: boolean;
  /** A better type than the declared one. */
  readonly suggestedType: TypeSuggestion | null;
}
/** `type` in standard SQL: `INTEGER`, `DECIMAL(18,4)`, `DATE`, `VARCHAR(40)`. */
export interface TypeSuggestion {
  readonly type: string;
  /** The rule and the facts it saw, in a sentence. */
  readonly because: string;
}
export interface TableProfile extends MeasuredTable {
  readonly columns: readonly ColumnProfile[];
  readonly role: TableRole | null;
}

/** What differs between two profiles of the same tables. */
import type { PiiFlag } from '../pii-flag.ts';
import type { SemanticType } from '../semantic-type.ts';
import type { DistributionChange } from './compare-distributions.ts';
import type { MeasureChange } from './compare-measures.ts';
import type { Verdict } from './verdict.ts';

export interface Change<Value> {
  readonly before: Value;
  readonly after: Value;
}

export interface SchemaChanges {
  readonly tablesAdded: readonly string[];
  readonly tablesRemoved: readonly string[];
  readonly columnsAdded: readonly ColumnPlace[];
  readonly columnsRemoved: readonly ColumnPlace[];
  readonly typesChanged: readonly (ColumnPlace & Change<string>)[];
  /** Columns that stand elsewhere among those that both profiles have; one that only made way is not listed. */
  readonly columnsMoved: readonly (ColumnPlace & Change<number>)[];
  /** They are in the lists of added and removed ones too, because a rename is a guess. */
  readonly likelyRenames: readonly LikelyRename[];
}
export interface ColumnPlace {
  readonly table: string;
  readonly column: string;
}
export interface LikelyRename {
  readonly kind: 'table' | 'column';
  /** For a table, its earlier name. */
  readonly table: string;
  readonly before: string;
  readonly after: string;
  /** The evidence in a sentence, without values of the column. */
  readonly because: string;
}

export interface ColumnChanges extends ColumnPlace {
  readonly type: Change<string> | null;
  readonly semanticType: Change<SemanticType | null> | null;
  readonly pii: Change<PiiFlag | null> | null;
  readonly measures: readonly MeasureChange[];
  readonly distributions: readonly DistributionChange[];
  /** Values that the other list would show if it had them; null when a list is not complete. */
  readonly newValues: readonly string[] | null;
  readonly goneValues: readonly string[] | null;
  /** The strongest of all that is above. */
  readonly verdict: Verdict;
}

export interface TableChanges {
  readonly table: string;
  /** Null where a side could not read the table. */
  readonly records: Change<number | null>;
  /** Columns that both profiles measured, by position. */
  readonly columns: readonly ColumnChanges[];
}

export interface ProfileComparison {
  readonly schema: SchemaChanges;
  /** Tables that both profiles have, by name. */
  readonly tables: readonly TableChanges[];
}

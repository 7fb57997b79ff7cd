/** The engine's two main jobs, as requests and answers. */
import type { MeasuredTable, ScanStrategy } from '@assay/checks';
import type { Aggregate, ListingQuery, MeasuringQuery, TableName } from '@assay/dialects';
import type { EngineOptions, RelationDescription, Row } from './target.ts';

export interface ProfileRequest {
  readonly tables: readonly RelationDescription[];
  /** ISO 8601 UTC. */
  readonly runAt: string;
  /** `auto` lets the engine choose per table; the choice is on each MeasuredTable. */
  readonly strategy: 'auto' | ScanStrategy;
  /** Null or absent: every row is read. */
  readonly sampling?: SamplingRequest | null;
}
/** Tables with more than `minimumRows` rows are read in part: `percent` of their rows, at least `minimumRows`. */
export interface SamplingRequest {
  /** Above 0 and below 100. */
  readonly percent: number;
  readonly minimumRows: number;
}
export interface ProfileHooks {
  readonly signal: AbortSignal;
  readonly onTableStart?: (table: string) => void;
  /** Called once per table as soon as it is done (unreadable ones too); the engine waits for it. */
  readonly onTable: (table: MeasuredTable) => Promise<void> | void;
  /** Columns done out of all columns; called often, must be cheap. */
  readonly onProgress?: (progress: {
    readonly table: string;
    readonly columnsDone: number;
    readonly columnsTotal: number;
  }) => void;
}

/** Measurements of tests: each is answered on its own, whatever happens to its neighbours. */
export type MeasurementRequest =
  | {
      readonly id: string;
      readonly kind: 'aggregates';
      readonly table: TableName;
      readonly aggregates: Readonly<Record<string, Aggregate>>;
    }
  | {
      readonly id: string;
      readonly kind: 'query';
      readonly query: MeasuringQuery;
      /** What a query is about that names no table itself. */
      readonly table?: TableName | null;
    };

export interface MeasurementOptions extends Pick<EngineOptions, 'statementTimeoutMs'> {
  /** As described by the target. What their types allow is asked of distinct values, where that is faster. */
  readonly relations?: readonly RelationDescription[];
}

export type MeasurementAnswer =
  | {
      readonly id: string;
      /** Aggregates by their names; for a query `measure` and `affected_rows`. Numbers where they fit a double exactly enough, else text. */
      readonly values: Readonly<Record<string, number | string | null>>;
      readonly durationMs: number;
      readonly sql: string;
    }
  | { readonly id: string; readonly error: string; readonly durationMs: number; readonly sql: string | null };

export interface MeasurementHooks {
  readonly signal: AbortSignal;
  readonly onAnswers?: (answers: readonly MeasurementAnswer[]) => void;
  /** Called before the first statement about a table. */
  readonly onTableStart?: (table: TableName) => void;
  /** Called when all statements about a table have ended, and told whether they all saw one state of it. */
  readonly onTable?: (table: TableName, sawOneState: boolean) => void;
}

export interface ListingAnswer {
  readonly rows: readonly Row[];
  /** More rows than `limit` exist. */
  readonly truncated: boolean;
  readonly sql: string;
}
export type { ListingQuery };

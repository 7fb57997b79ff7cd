/** A test type: what is measured, when it fails, what it says, how it is generated. */
import type { Aggregate, ColumnType, GeneralType, ListingQuery, MeasuringQuery } from '@assay/dialects';
import type { ColumnProfile, TableProfile } from './column-profile.ts';
import type { ExampleTable } from './example.ts';
import type { UpdateVerdict } from './freshness/judge-update.ts';
import type { UpdateWatch } from './freshness/update-watch.ts';
import type { DqDimension, ImpactDimension } from './hygiene-issue-type.ts';
import type { KnownTable } from './known-tables.ts';
import type {
  Difference,
  ReconciledSides,
  Reconciliation,
  ReconciliationCounts,
  ReconciliationKind,
} from './reconciliation/reconciliation.ts';
import type {
  ParameterField,
  Severity,
  TestDefinition,
  TestParameters,
  TestStatus,
} from './test-definition.ts';

export const TEST_SCOPES = ['column', 'table', 'referential', 'custom', 'tablegroup'] as const;
export type TestScope = (typeof TEST_SCOPES)[number];

/** A parameter that a person may set; the form, the CLI and validation read it. */
export interface ParameterSpec {
  readonly field: ParameterField;
  readonly label: string;
  readonly help: string;
  readonly kind:
    | 'number'
    | 'integer'
    | 'text'
    | 'date'
    | 'value_list'
    | 'column_list'
    | 'sql_query'
    | 'sql_condition'
    | 'name';
  readonly required: boolean;
}

/** What is wrong with a parameter, and what to write instead. */
export interface ParameterProblem {
  readonly field: string;
  readonly problem: string;
}

export interface TestContext {
  readonly runAt: string;
  /** The tested column's type; null where the test has no single column, or it vanished. */
  readonly columnType: ColumnType | null;
  /** The tested table as the target has it; null for a query of the user's own. */
  readonly table: KnownTable | null;
  /** Of tests that compare across connections; null for all others. */
  readonly sides: ReconciledSides | null;
}

export type AggregateValues<Names extends string> = Readonly<Record<Names, number | string | null>>;

/** What a measurement came to. `measure` null = there was nothing to measure. */
export interface Measurement {
  readonly measure: number | string | null;
  /** Rows behind the measure, where that differs (groups of rows). */
  readonly affectedRows?: number;
  /** Of tests that compare across connections: what the measure is made of. */
  readonly counts?: ReconciliationCounts;
}

/** The question to one target: aggregates over the table (packed with those of other tests), or a query of its own. */
export type MeasuringPlan =
  | {
      readonly kind: 'aggregates';
      readonly aggregates: Readonly<Record<string, Aggregate>>;
      readonly measure: (values: Readonly<Record<string, number | string | null>>) => number | string | null;
    }
  /** `text` keeps a measure as text that looks like a number. */
  | { readonly kind: 'query'; readonly query: MeasuringQuery; readonly result?: 'number' | 'text' };

/** The question to two targets. The measure is the number of items with one of the counted differences. */
export interface ReconciliationPlan {
  readonly kind: 'reconciliation';
  readonly reconciliation: Reconciliation;
  readonly counted: readonly Difference[];
}
/** No question to the data: judged by what the catalog recorded since the run before (see schema-drift/). */
export interface SchemaPlan {
  readonly kind: 'schema';
}
export type TestPlan = MeasuringPlan | ReconciliationPlan | SchemaPlan;

export interface PrevalenceInput {
  /** The measure as the result keeps it. */
  readonly measure: number;
  readonly definition: TestDefinition;
  /** Rows of the table now. */
  readonly recordCount: number;
  readonly affectedRows: number | null;
  /** The column in the latest complete profile; null when there is none. */
  readonly profile: ColumnProfile | null;
}

/** A test that generation proposes, with the reason that people see. */
export interface TestProposal {
  readonly table: string;
  readonly column: string | null;
  readonly parameters: Partial<TestParameters>;
  readonly reason: string;
}

export interface GenerationContext {
  readonly runAt: string;
  readonly table: TableProfile;
  /** Profiles of this column in earlier complete runs, newest first; the current one is not among them. */
  readonly history: readonly ColumnProfile[];
}

export type GenerationRule =
  | {
      readonly per: 'column';
      /** Which suites it makes tests for; absent = the standard set. */
      readonly set?: 'monitor';
      readonly when: string;
      readonly propose: (
        column: ColumnProfile,
        context: GenerationContext,
      ) => Omit<TestProposal, 'table' | 'column'> | null;
    }
  | {
      readonly per: 'table';
      /** As above. */
      readonly set?: 'monitor';
      readonly when: string;
      readonly propose: (
        table: TableProfile,
        context: Omit<GenerationContext, 'table' | 'history'>,
      ) => Omit<TestProposal, 'table'> | null;
    };

export interface TestType {
  /** Stable key: `Missing_Pct`. */
  readonly key: string;
  readonly name: string;
  readonly scope: TestScope;
  /** What a referential definition names as its column; column names unless it says otherwise. */
  readonly compares?: 'columns' | 'aggregate';
  /** What a test that compares with a table of another connection holds against each other. */
  readonly reconciles?: ReconciliationKind;
  /** Types of columns that it can test; null = any, or no single column. */
  readonly appliesTo: readonly GeneralType[] | null;
  readonly dqDimension: DqDimension | null;
  readonly impactDimension: ImpactDimension;
  readonly defaultSeverity: Severity;
  /** What the measure counts, as the message says it: `Missing values`. */
  readonly unit: string;
  readonly description: string;
  /** When it fails, in words. */
  readonly criterion: string;
  readonly parameters: readonly ParameterSpec[];
  /** Which parameter is the limit that people see as the threshold; null = the type has bounds, or none. */
  readonly limitField: 'threshold_value' | 'skip_errors' | null;
  /**
   * It holds the measure against a lower and an upper bound, which may come from its earlier results. While one of them
   * is missing it is learning: its results are Log. `isCount`: the measure is never negative.
   */
  readonly bounds?: { readonly isCount: boolean };
  /**
   * Its measure is a fingerprint of the table: whether that changed since the run before, and when, decides. `fails`
   * follows from `judge`.
   */
  readonly watch?: {
    /** Whether earlier updates say when the next one is due; false = every run must find one. */
    readonly learns: boolean;
    readonly judge: (fingerprint: string, definition: TestDefinition) => UpdateVerdict;
  };
  /** Problems of a definition before it runs; empty = fine. */
  readonly validate: (definition: TestDefinition) => readonly ParameterProblem[];
  readonly plan: (definition: TestDefinition, context: TestContext) => TestPlan;
  /** `affectedRows` as the query answered it, for types that count rows in groups. */
  readonly fails: (measure: number | string, definition: TestDefinition, affectedRows?: number) => boolean;
  /** What a null measure means: nothing to hold against it, or a finding in itself. */
  readonly whenNothingMeasured: 'pass' | 'fail';
  /** What the result keeps as its measure, where that is not the number that is held against the limit. */
  readonly reportedMeasure?: (measurement: Measurement) => number | string | null;
  /** Replaces the standard message `<unit>: <measure>, Threshold: <t>`; without a full stop. */
  readonly message?: (measurement: Measurement, definition: TestDefinition) => string;
  /** Share of rows that a failure spoils, before the risk factor; any number, clamped to 0..1 by the score. Null = does not score. */
  readonly badShare: ((input: PrevalenceInput) => number | null) | null;
  readonly riskFactor: number;
  /** Rows that should be there: a failed count of rows weighs these, for the rows that are there weigh too little. */
  readonly expectedRows?: (definition: TestDefinition) => number | null;
  readonly generation: GenerationRule | null;
  /** Rows that explain a failure. */
  readonly failingRows: ((definition: TestDefinition, context: TestContext) => ListingQuery) | null;
  readonly examples: readonly TestExample[];
}

export interface TestExample {
  readonly says: string;
  /** The first table is the tested one; of a comparison of connections, the others are those of the connection `reference`. */
  readonly tables: readonly ExampleTable[];
  /** What the tables were in the run before; only for types that judge changes of the schema. */
  readonly earlier?: readonly ExampleTable[];
  readonly column?: string | null;
  readonly parameters: Partial<TestParameters>;
  readonly runAt?: string;
  /** The test's own; absent = the type's default applies. */
  readonly severity?: Severity;
  /** What earlier runs saw, for types that watch for updates. */
  readonly watch?: UpdateWatch;
  readonly expect: {
    readonly measure: number | string | null;
    readonly status: TestStatus;
    readonly messageIncludes?: readonly string[];
  };
}

export const defineTestType = (type: TestType): TestType => type;

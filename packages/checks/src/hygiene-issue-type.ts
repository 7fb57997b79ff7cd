/** A hygiene issue type: a pure function from a column's (or a group's) profile to a finding. */

import type { ColumnProfile, TableProfile } from './column-profile.ts';
import type { ExampleTable } from './example.ts';
import type { ReferenceAnswer } from './table-questions/table-question.ts';

export const LIKELIHOODS = ['Definite', 'Likely', 'Possible', 'Potential PII'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

export const DQ_DIMENSIONS = [
  'Accuracy',
  'Completeness',
  'Consistency',
  'Recency',
  'Timeliness',
  'Uniqueness',
  'Validity',
] as const;
export type DqDimension = (typeof DQ_DIMENSIONS)[number];
export const IMPACT_DIMENSIONS = ['Reliability', 'Conformance', 'Regularity', 'Usability'] as const;
export type ImpactDimension = (typeof IMPACT_DIMENSIONS)[number];

/** Shares of a column's rows that a finding of this likelihood is believed to spoil. */
export const LIKELIHOOD_RISK: Readonly<Record<Likelihood, number | null>> = {
  Definite: 1,
  Likely: 0.66,
  Possible: 0.33,
  'Potential PII': null,
};

export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/** What a detector says when it finds something. */
export interface Detection {
  /** One sentence with the numbers. */
  readonly detail: string;
  /** The numbers, for programs. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Share of the column's rows that are bad, 0..1, before the risk factor; null = does not score. */
  readonly badShare: number | null;
}
/** A detection that is not about the column under inspection, but found in a group of tables. */
export interface PlacedDetection extends Detection {
  readonly table: string;
  readonly column: string;
}

/** A number that a detector compares with, and that a table group may set otherwise. */
export interface Threshold {
  readonly title: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit: 'share' | 'rows' | 'values' | 'characters' | 'days' | 'months' | 'years' | 'ratio';
}
/** Issue type key -> threshold name -> number, where it is not the default. */
export type ThresholdSettings = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface HygieneContext<ThresholdName extends string = string> {
  readonly runAt: string;
  /** Of this type, all of them: the table group's or the default. */
  readonly thresholds: Readonly<Record<ThresholdName, number>>;
  /** References between tables of the group that were looked up. */
  readonly references: readonly ReferenceAnswer[];
  readonly table: TableProfile;
  /** All tables of the run. */
  readonly group: readonly TableProfile[];
}

interface HygieneDeclaration<ThresholdName extends string> {
  /** Stable key of the API: `Non_Standard_Blanks`. */
  readonly key: string;
  readonly name: string;
  readonly likelihood: Likelihood;
  readonly dqDimension: DqDimension | null;
  readonly impactDimension: ImpactDimension;
  /** When it fires, in words that a reader could apply by hand. */
  readonly criterion: string;
  /** What it means for the people who use the data. */
  readonly description: string;
  /** What to do about it. */
  readonly suggestion: string;
  /** `detail` may show values of the column: masked for viewers without the right when the column is PII. */
  readonly showsValues: boolean;
  /** By name (`complete_share`). */
  readonly thresholds?: Readonly<Record<ThresholdName, Threshold>>;
  readonly examples: readonly HygieneExample[];
}
export interface ColumnHygieneType<ThresholdName extends string = string>
  extends HygieneDeclaration<ThresholdName> {
  readonly level: 'column';
  readonly detect: (column: ColumnProfile, context: HygieneContext<ThresholdName>) => Detection | null;
}
export interface GroupHygieneType<ThresholdName extends string = string>
  extends HygieneDeclaration<ThresholdName> {
  readonly level: 'group';
  readonly detect: (
    group: readonly TableProfile[],
    context: Omit<HygieneContext<ThresholdName>, 'table'>,
  ) => readonly PlacedDetection[];
}
export type HygieneIssueType = ColumnHygieneType | GroupHygieneType;

export interface HygieneExample {
  readonly says: string;
  readonly tables: readonly ExampleTable[];
  readonly runAt?: string;
  /** What this type finds in these tables: one entry per finding; `facts` is a subset to compare. */
  readonly expect: readonly {
    readonly table: string;
    readonly column: string;
    /** badShare x risk. */
    readonly prevalence: number | null;
    readonly facts?: Readonly<Record<string, Fact>>;
  }[];
}

/** A detector may read the thresholds that its declaration names, and no others: the compiler checks it. */
export const defineColumnHygieneType = <ThresholdName extends string = never>(
  type: Omit<ColumnHygieneType<ThresholdName>, 'level'>,
): ColumnHygieneType => ({ level: 'column', ...type }) as ColumnHygieneType;
export const defineGroupHygieneType = <ThresholdName extends string = never>(
  type: Omit<GroupHygieneType<ThresholdName>, 'level'>,
): GroupHygieneType => ({ level: 'group', ...type }) as GroupHygieneType;

/** A finding, placed and weighed. */
export interface HygieneIssue {
  readonly issueType: string;
  readonly table: string;
  readonly column: string;
  readonly likelihood: Likelihood;
  readonly detail: string;
  readonly facts: Readonly<Record<string, Fact>>;
  /** badShare x risk of the likelihood, 0..1; null = does not score. */
  readonly prevalence: number | null;
}

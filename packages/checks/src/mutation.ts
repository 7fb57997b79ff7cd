/**
 * A mutation: a defect that is put into a copy of a table on purpose, to learn which tests of a suite notice it. It says
 * which rows it may befall and what their values become; choosing the rows and making the copy is the engine's business.
 */
import type { Expression, GeneralType } from '@assay/dialects';
import type { ExampleCell, ExampleTable } from './example.ts';
import type { KnownColumn } from './known-tables.ts';
import type { TestParameters } from './test-definition.ts';

/** What is known about the values of one column of the copy, before anything is damaged. */
export interface ColumnFacts {
  /** Rows with a value. */
  readonly values: number;
  readonly distinct: number;
  /** Numbers as they are, moments as ISO 8601 text, texts by code point; null for other types and without values. */
  readonly smallest: number | string | null;
  readonly largest: number | string | null;
  /** Of numbers. */
  readonly deviation: number | null;
  /** Of numbers: the sum of what stands behind the decimal point, without sign. */
  readonly fractions: number | null;
  /** Of text, in characters. */
  readonly shortest: number | null;
  readonly longest: number | null;
  /** Of text: the shape of all values (see `shape` of the vocabulary); null when there are several. */
  readonly onlyShape: string | null;
  /** Of text: values that are e-mail addresses. */
  readonly emails: number | null;
  /** All values in their text form, the most frequent first; null when there are more than `LISTED_VALUES`. */
  readonly listed: readonly string[] | null;
}
/** A column with more distinct values than this is no code list. */
export const LISTED_VALUES = 50;

export interface MutatedColumn extends KnownColumn {
  readonly facts: ColumnFacts;
  /** The key of another copied table in which every value of this column occurs; null when none is known. */
  readonly refersTo: ReferredKey | null;
}
export interface ReferredKey {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
}

export interface MutatedTable {
  readonly schema: string | null;
  readonly table: string;
  /** Rows of the copy. */
  readonly rows: number;
  readonly columns: readonly MutatedColumn[];
}

export interface MutationSite {
  readonly runAt: string;
  readonly table: MutatedTable;
  readonly column: MutatedColumn;
}

/** What happens to the rows that are chosen among those where `where` holds. Values are literals, for they end in a view. */
export type Damage = { readonly where: Expression<'boolean'> } & (
  | {
      readonly kind: 'changed_values';
      /** The new value by column; every one of them differs from the old one wherever `where` holds. */
      readonly values: Readonly<Record<string, Expression>>;
      /** Continues "12 values of amount ...". Quotes no values of the data. */
      readonly says: string;
    }
  /** The sentence continues "12 rows ...". */
  | { readonly kind: 'lost_rows' | 'repeated_rows'; readonly says: string }
);

/** A test that may notice the defect, as a person could make it. */
export interface Remedy {
  readonly testType: string;
  readonly column: string | null;
  readonly parameters: Partial<TestParameters>;
}

export interface MutationExample {
  readonly says: string;
  /** The first table is damaged; others may be referred to. */
  readonly tables: readonly ExampleTable[];
  readonly column?: string;
  /** Of the rows that the defect may befall. Which of them is up to the draw, so that examples mostly take all: 1. */
  readonly share: number;
  readonly runAt?: string;
  /** The rows of the damaged table, in any order; null when there is nothing to damage. */
  readonly rows: readonly (readonly ExampleCell[])[] | null;
  /** A test of the damaged table that passes before and fails after. */
  readonly caughtBy?: Remedy;
}

interface MutationBase {
  /** Stable key: `null_values`. */
  readonly key: string;
  readonly name: string;
  /** How this happens to real data, in a sentence. */
  readonly description: string;
  /** How many of the rows that it may befall are damaged, by default: each share above 0, at most 1. */
  readonly shares: readonly number[];
  readonly examples: readonly MutationExample[];
}

/** Damages whole rows, wherever there are some. */
interface TableMutation extends MutationBase {
  readonly per: 'table';
  readonly damage: (site: Omit<MutationSite, 'column'>) => Damage | null;
  readonly remedies: (site: Omit<MutationSite, 'column'>) => readonly Remedy[];
}

export interface ColumnMutation extends MutationBase {
  readonly per: 'column';
  /** Types of columns that it can befall; null = any. */
  readonly appliesTo: readonly GeneralType[] | null;
  /** Null where this column has nothing to damage. */
  readonly damage: (site: MutationSite) => Damage | null;
  /** Tests to try, the best first, when the suite has none that notices. */
  readonly remedies: (site: MutationSite) => readonly Remedy[];
}

export type Mutation = TableMutation | ColumnMutation;

export const defineMutation = (mutation: Mutation): Mutation => mutation;

/** A few rows, some, and half of them. */
export const USUAL_SHARES = [0.005, 0.05, 0.5] as const;
/** For defects that befall everything they can. */
export const WHOLE = [1] as const;

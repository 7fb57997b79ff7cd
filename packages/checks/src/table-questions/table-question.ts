/** Questions about whole rows that are worth asking once the columns are known, and their answers. */

/** Does one value of `determinant` always come with one value of `dependent`, as a zip code does with its city? */
export interface DependencyQuestion {
  readonly table: string;
  readonly determinant: string;
  readonly dependent: string;
}
export interface DependencyAnswer extends DependencyQuestion {
  /** Rows where both columns hold a value. */
  readonly rows: number;
  /** Distinct values of the determinant in them. */
  readonly groups: number;
  /** Groups of more than one row. */
  readonly repeatedGroups: number;
  /** Groups with more than one value of the dependent. */
  readonly violatingGroups: number;
  /** Rows whose dependent is not the most frequent one of their group. */
  readonly violatingRows: number;
}

/** Does every value of a column stand in the key that it seems to refer to? */
export interface ReferenceQuestion {
  readonly table: string;
  readonly column: string;
  readonly parentTable: string;
  readonly parentColumn: string;
}
export interface ReferenceAnswer extends ReferenceQuestion {
  /** Rows with a value. */
  readonly rows: number;
  /** Rows whose value the parent does not hold. */
  readonly orphanRows: number;
  /** Distinct values of the column, and those of them that the parent does not hold. */
  readonly values: number;
  readonly orphanValues: number;
}

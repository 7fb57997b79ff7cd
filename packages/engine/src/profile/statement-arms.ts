/** A part of a column's statement: tables it needs, and rows (part, item, n) of the answer. */
export interface StatementArms {
  readonly tables: readonly string[];
  readonly selects: readonly { readonly items: string; readonly from: string }[];
}

import type { RelationKind } from '@assay/dialects';
import type { RelationSummary, Row } from '../target.ts';

/** Reads a row of a dialect's `introspection.tables`. */
export function relationSummary(row: Row): RelationSummary {
  return {
    table: String(row.table),
    kind: row.kind as RelationKind,
    approximateRows: row.approximate_rows === null ? null : Number(row.approximate_rows),
  };
}

import type { TableProfile } from '../column-profile.ts';
import { compareColumns } from './compare-columns.ts';
import { compareSchema, pairColumns, pairTables } from './compare-schema.ts';
import { findRenamedColumns } from './find-renames.ts';
import type { ProfileComparison, SchemaChanges, TableChanges } from './profile-comparison.ts';

/** What differs between two profiles of a table group. Columns that a side could not measure are not compared. */
export const compareProfiles = (
  before: readonly TableProfile[],
  after: readonly TableProfile[],
): ProfileComparison => ({
  schema: compareProfiledSchema(before, after),
  tables: pairTables(before, after).map(([earlier, later]) => compareTables(earlier, later)),
});

/** Its tables and columns; columns whose values are alike are likely renames. */
export const compareProfiledSchema = (
  before: readonly TableProfile[],
  after: readonly TableProfile[],
): SchemaChanges => compareSchema(before, after, findRenamedColumns);

export const compareTables = (before: TableProfile, after: TableProfile): TableChanges => ({
  table: after.table,
  records: { before: before.recordCount, after: after.recordCount },
  columns: pairColumns(before, after)
    .filter((pair) => pair.every(({ error }) => error === null))
    .map(([earlier, later]) => compareColumns(earlier, later)),
});

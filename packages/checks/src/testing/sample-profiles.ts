/** Profiles with a few facts set, for rules that look at few. */
import type { ColumnProfile, TableProfile } from '../column-profile.ts';

/** A text column `t.c` without measures, but for what `facts` say. */
export function columnProfile(facts: Partial<ColumnProfile>): ColumnProfile {
  return {
    table: 't',
    column: 'c',
    position: 1,
    generalType: 'A',
    columnType: 'varchar(65535)',
    nativeType: 'text',
    isDecimal: null,
    measures: {},
    frequencies: null,
    patterns: null,
    weekdays: null,
    hours: null,
    sentinels: null,
    histogram: null,
    valueKinds: null,
    error: null,
    semanticType: null,
    semanticReason: null,
    pii: null,
    criticalDataElement: false,
    suggestedType: null,
    ...facts,
  };
}

/** A table of these columns; each counts its rows, all of them filled unless it says otherwise. */
export function tableProfile(
  table: string,
  recordCount: number | null,
  columns: readonly Partial<ColumnProfile>[],
  facts: Partial<TableProfile> = {},
): TableProfile {
  return {
    table,
    kind: 'table',
    recordCount,
    sampledRows: null,
    duplicateRows: null,
    dependencies: [],
    columns: columns.map((column, index) => {
      const counted = { record_ct: recordCount ?? 0, value_ct: recordCount ?? 0 };
      return columnProfile({
        position: index + 1,
        ...column,
        table,
        measures: { ...counted, ...column.measures },
      });
    }),
    strategy: 'in_place',
    durationMs: 0,
    error: null,
    role: null,
    ...facts,
  };
}

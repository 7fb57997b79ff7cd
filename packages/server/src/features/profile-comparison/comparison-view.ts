/** Differences as the API shows them; values of personal data are hidden here. */
import type { ColumnChanges, MeasureChange, SchemaChanges } from '@assay/checks';
import type { ProfileComparison } from '@assay/contract';
import { maskMeasures } from '../profiling-runs/mask-values.ts';

export type ColumnChangesView = ProfileComparison['columns'][number];

/** Stable columns that mean what they meant are only counted. */
export const isWorthShowing = ({
  verdict,
  semanticType,
  pii,
  newValues,
  goneValues,
}: ColumnChanges): boolean =>
  verdict !== 'stable' ||
  semanticType !== null ||
  pii !== null ||
  (newValues?.length ?? 0) > 0 ||
  (goneValues?.length ?? 0) > 0;

export function columnView(
  column: ColumnChanges,
  isHidden: (table: string, column: string) => boolean,
): ColumnChangesView {
  const masked = isHidden(column.table, column.column);
  return {
    table: column.table,
    column: column.column,
    verdict: column.verdict,
    type: column.type,
    semantic_type: column.semanticType,
    pii: column.pii,
    measures: column.measures.map((change) => measureView(change, masked)),
    distributions: column.distributions.map(({ stabilityIndex, ...distribution }) => ({
      ...distribution,
      stability_index: stabilityIndex,
    })),
    new_values: masked ? null : column.newValues && [...column.newValues],
    gone_values: masked ? null : column.goneValues && [...column.goneValues],
    values_masked: masked,
  };
}

function measureView(
  { measure, before, after, effect, verdict }: MeasureChange,
  masked: boolean,
): ColumnChangesView['measures'][number] {
  const seen = (value: typeof before) =>
    masked ? (maskMeasures({ [measure]: value })[measure] ?? null) : value;
  return { measure, before: seen(before), after: seen(after), effect, verdict };
}

export const schemaView = (schema: SchemaChanges): ProfileComparison['schema'] => ({
  tables_added: [...schema.tablesAdded],
  tables_removed: [...schema.tablesRemoved],
  columns_added: [...schema.columnsAdded],
  columns_removed: [...schema.columnsRemoved],
  types_changed: [...schema.typesChanged],
  columns_moved: [...schema.columnsMoved],
  likely_renames: [...schema.likelyRenames],
});

/** What is asked of one column's dictionary. */
import type {
  MeasureContext,
  MeasureName,
  MeasureSubject,
  ProfileMeasure,
  ValueGrouping,
} from '@assay/checks';
import type { Aggregate } from '@assay/dialects';
import { dictionaryFacets, type ScanColumn, subjectOf } from './column-facets.ts';
import { isAggregate, type MeasureCatalog } from './measure-catalog.ts';

export interface PlannedMeasure {
  readonly name: MeasureName;
  readonly result: ProfileMeasure['result'];
  /** Over (value, weight). */
  readonly aggregate: Aggregate;
}

export interface ColumnPlan {
  readonly column: ScanColumn;
  readonly measures: readonly PlannedMeasure[];
  readonly groupings: readonly ValueGrouping[];
  /** The column as its dictionary shows it. */
  readonly subject: MeasureSubject;
}

export function planColumn(column: ScanColumn, catalog: MeasureCatalog, runAt: string): ColumnPlan {
  const { generalType, isDecimal } = column.description;
  const context: MeasureContext = { runAt, isDecimal, generalType };
  const subject = subjectOf({ ...column, facets: dictionaryFacets(column) });
  const measures: PlannedMeasure[] = [];
  for (const measure of catalog.measures) {
    if (!isAggregate(measure) || !measure.appliesTo.includes(generalType)) continue;
    const aggregate = measure.aggregate(subject, context);
    if (aggregate !== null) measures.push({ name: measure.name, result: measure.result, aggregate });
  }
  const groupings = catalog.groupings.filter(({ appliesTo }) => appliesTo.includes(generalType));
  return { column, measures, groupings, subject };
}

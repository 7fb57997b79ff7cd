/** What is asked of one column's dictionary. */
import type {
  MeasureContext,
  MeasureName,
  MeasureSubject,
  ProfileMeasure,
  ValueGrouping,
} from '@assay/checks';
import { type Aggregate, column as columnOf, type Expression } from '@assay/dialects';
import { DICTIONARY, dictionaryFacets, type ScanColumn, subjectOf } from './column-facets.ts';
import { isAggregate, type MeasureCatalog } from './measure-catalog.ts';

export interface PlannedMeasure {
  readonly name: MeasureName;
  readonly result: ProfileMeasure['result'];
  /** Over (value, weight). */
  readonly aggregate: Aggregate;
}

export interface PlannedGrouping {
  readonly grouping: ValueGrouping;
  /** Over the dictionary. */
  readonly item: Expression<'text'>;
}

export interface ColumnPlan {
  readonly column: ScanColumn;
  readonly measures: readonly PlannedMeasure[];
  readonly groupings: readonly PlannedGrouping[];
  /** The column as its dictionary shows it. */
  readonly subject: MeasureSubject;
  /** The text form of an entry, where it is neither the value nor a key of the dictionary: written once an entry. */
  readonly written: { readonly text: Expression<'text'> } | null;
}

export function planColumn(column: ScanColumn, catalog: MeasureCatalog, runAt: string): ColumnPlan {
  const { generalType, isDecimal, columnType } = column.description;
  const hasTime = generalType === 'D' && columnType !== 'date';
  const context: MeasureContext = { runAt, isDecimal, hasTime, generalType };
  const plain = subjectOf({ ...column, facets: dictionaryFacets(column) });
  const isWritten = column.facets.text === undefined && plain.text !== plain.value;
  const subject = isWritten ? { ...plain, text: columnOf<'text'>(DICTIONARY.text, 'text') } : plain;
  const measures: PlannedMeasure[] = [];
  for (const measure of catalog.measures) {
    if (!isAggregate(measure) || !measure.appliesTo.includes(generalType)) continue;
    const aggregate = measure.aggregate(subject, context);
    if (aggregate !== null) measures.push({ name: measure.name, result: measure.result, aggregate });
  }
  const groupings: PlannedGrouping[] = [];
  for (const grouping of catalog.groupings) {
    const item = grouping.appliesTo.includes(generalType) ? grouping.groupBy(subject, context) : null;
    if (item !== null) groupings.push({ grouping, item });
  }
  return { column, measures, groupings, subject, written: isWritten ? { text: plain.text } : null };
}

import type { ColumnMeasures, GroupingResult, MeasureName, ProfileMeasure } from '@assay/checks';
import type { GeneralType } from '@assay/dialects';
import { isDerived, isGrouping, type MeasureCatalog } from './measure-catalog.ts';

function taken({ distinct, items }: GroupingResult, what: 'distinct' | 'top_value' | 'top_count') {
  if (what === 'distinct') return distinct;
  return what === 'top_value' ? (items[0]?.value ?? null) : (items[0]?.count ?? 0);
}

/** Adds the measures that follow from others, each after those it needs. */
export function deriveMeasures(
  measured: ColumnMeasures,
  groupings: ReadonlyMap<string, GroupingResult>,
  generalType: GeneralType,
  { measures }: MeasureCatalog,
): ColumnMeasures {
  const all: Record<string, unknown> = { ...measured };
  const byName = new Map(measures.map((measure) => [measure.name, measure]));
  const visiting = new Set<MeasureName>();
  const visit = (measure: ProfileMeasure): void => {
    if (measure.name in all || !measure.appliesTo.includes(generalType)) return;
    if (isGrouping(measure)) {
      const grouping = groupings.get(measure.grouping);
      if (grouping !== undefined) all[measure.name] = taken(grouping, measure.takes ?? 'distinct');
      return;
    }
    if (!isDerived(measure)) return;
    if (visiting.has(measure.name)) throw new Error(`the measure ${measure.name} needs itself`);
    visiting.add(measure.name);
    for (const name of measure.needs) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed);
    }
    all[measure.name] = measure.derive(all as ColumnMeasures);
  };
  for (const measure of measures) visit(measure);
  return all as ColumnMeasures;
}

import {
  type AggregateMeasure,
  type DerivedMeasure,
  type GroupingMeasure,
  PROFILE_MEASURES,
  type ProfileMeasure,
  VALUE_GROUPINGS,
  VALUE_RECOGNISERS,
  type ValueGrouping,
  type ValueRecogniser,
} from '@assay/checks';

/** What a profile computes. Tests and benchmarks pass a smaller one. */
export interface MeasureCatalog {
  readonly measures: readonly ProfileMeasure[];
  readonly groupings: readonly ValueGrouping[];
  /** None: no value is looked at. */
  readonly valueRecognisers?: readonly ValueRecogniser[];
}

export const DEFAULT_CATALOG: MeasureCatalog = {
  measures: PROFILE_MEASURES,
  groupings: VALUE_GROUPINGS,
  valueRecognisers: VALUE_RECOGNISERS,
};

export const isAggregate = (measure: ProfileMeasure): measure is ProfileMeasure & AggregateMeasure =>
  'aggregate' in measure;
export const isDerived = (measure: ProfileMeasure): measure is ProfileMeasure & DerivedMeasure =>
  'derive' in measure;
export const isGrouping = (measure: ProfileMeasure): measure is ProfileMeasure & GroupingMeasure =>
  'grouping' in measure;

/** The bounds that a run holds a test against, from the test's earlier results. */
import {
  type Band,
  NEWEST_OBSERVATIONS,
  type NotEnough,
  type Observation,
  type PredictionSettings,
  predictBand,
} from '../prediction/predict-band.ts';
import type { TestDefinition } from '../test-definition.ts';
import { parseNumber } from '../test-parameters/read-parameter.ts';
import type { TestType } from '../test-type.ts';
import { isPredicted, parseHistoryMethod } from './history-method.ts';
import { historyNumbers } from './history-numbers.ts';

/** An earlier result of a test that measured something. */
export interface EarlierResult {
  /** When its run began. */
  readonly at: Date;
  /** As results keep it: a number in any notation, or another text. */
  readonly measure: string;
}
export type HistorySettings = Omit<PredictionSettings, 'isCount'>;

const isSet = (method: string | null): method is string => method !== null && method.trim() !== '';

/** How many earlier results the bounds of a definition need; 0 = they do not depend on any. */
export function historyNeeded(
  definition: TestDefinition,
  type: TestType,
  { minimumHistory }: Pick<HistorySettings, 'minimumHistory'>,
): number {
  if (type.bounds === undefined) return 0;
  if (isPredicted(definition)) return Math.max(NEWEST_OBSERVATIONS, minimumHistory);
  const { history_calculation, history_calculation_upper, history_lookback } = definition.parameters;
  const methods = [history_calculation, history_calculation_upper].filter(isSet).map(parseHistoryMethod);
  if (methods.length === 0) return 0;
  return methods.every(({ newestOnly }) => newestOnly) ? 1 : Math.max(1, history_lookback);
}

/**
 * The definition as a run at `at` takes it: with the bounds that history gives, and a note on how they came about. A
 * bound that history does not give, or cannot give yet, stays as it is written. `type.validate` must have found no
 * problem; `newestFirst` are the newest `historyNeeded` results.
 */
export function boundByHistory(
  definition: TestDefinition,
  type: TestType,
  newestFirst: readonly EarlierResult[],
  at: Date,
  settings: HistorySettings,
): TestDefinition {
  if (type.bounds === undefined) return definition;
  if (isPredicted(definition)) {
    return withPrediction(
      definition,
      predictBand(observationsOf(newestFirst), at, { ...settings, ...type.bounds }),
    );
  }
  const lookedAt = newestFirst.slice(0, historyNeeded(definition, type, settings));
  const values = observationsOf(lookedAt).map(({ value }) => value);
  if (values.length === 0) return definition;
  const numbers = historyNumbers(values);
  const { history_calculation, history_calculation_upper, lower_tolerance, upper_tolerance } =
    definition.parameters;
  const boundOf = (method: string | null, written: string | null) =>
    isSet(method) ? numberText(parseHistoryMethod(method).bound(numbers)) : written;
  return {
    ...definition,
    parameters: {
      ...definition.parameters,
      lower_tolerance: boundOf(history_calculation, lower_tolerance),
      upper_tolerance: boundOf(history_calculation_upper, upper_tolerance),
    },
    boundsNote: `Earlier runs looked at: ${values.length}`,
  };
}

/** Results that are numbers, in the given order. */
const observationsOf = (results: readonly EarlierResult[]): readonly Observation[] =>
  results.flatMap(({ at, measure }) => {
    const value = parseNumber(measure);
    return value === null ? [] : [{ at, value }];
  });

function withPrediction(definition: TestDefinition, band: Band | NotEnough): TestDefinition {
  if (band.expected === null) {
    const runs = band.isExcludedDay ? 'earlier runs on excluded days' : 'runs';
    return {
      // What a person wrote for the start is meant for normal days.
      ...(band.isExcludedDay ? withoutBounds(definition) : definition),
      boundsNote: `Learning: ${band.observations} of ${band.needed} ${runs}`,
    };
  }
  const { lower, upper } = band;
  return {
    ...definition,
    parameters: {
      ...definition.parameters,
      lower_tolerance: numberText(lower, SHOWN_DIGITS),
      upper_tolerance: numberText(upper, SHOWN_DIGITS),
    },
    boundsNote: bandNote(band),
  };
}

const withoutBounds = (definition: TestDefinition): TestDefinition => ({
  ...definition,
  parameters: { ...definition.parameters, lower_tolerance: null, upper_tolerance: null },
});

function bandNote({ expected, spread, trendPerDay, season, observations, excludedDays }: Band): string {
  const facts = [
    ['Expected', expected],
    ['Spread', spread],
    ['Trend per day', Math.abs(trendPerDay) < ROUNDING_ERROR * spread ? 0 : trendPerDay],
  ] as const;
  return [
    ...facts.map(([name, value]) => `${name}: ${numberText(value, SHOWN_DIGITS)}`),
    `Season: ${season ?? 'none'}`,
    `Runs: ${observations}`,
    ...(excludedDays === null ? [] : [`Excluded day, as ${excludedDays} before`]),
  ].join(', ');
}

/** A slope so much smaller than the spread is what arithmetic leaves over. */
const ROUNDING_ERROR = 1e-9;
/** More than people tell apart; the width of a band is a hundredth of its middle at least. */
const SHOWN_DIGITS = 6;
/** A double has a little more: the average of equal numbers must be that number again. */
const EXACT_DIGITS = 15;

function numberText(value: number, digits?: number): string;
function numberText(value: number | null, digits?: number): string | null;
function numberText(value: number | null, digits = EXACT_DIGITS): string | null {
  return value === null ? null : String(Number(value.toPrecision(digits)));
}

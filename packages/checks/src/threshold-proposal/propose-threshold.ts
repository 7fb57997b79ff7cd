/** A limit that fits what a test has measured so far and what people said about it. */
import { median, spreadAroundZero } from '../prediction/robust-statistics.ts';
import { type IssueDisposition, isDismissed } from '../scores/profiling-score.ts';
import type { ParameterField, TestDefinition, TestParameters, TestStatus } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';
import { type LimitDirection, limitDirection, withLimit } from './limit-direction.ts';

export interface PastResult {
  readonly status: TestStatus;
  /** As the result keeps it. */
  readonly measure: string | null;
  readonly disposition: IssueDisposition;
  /** As the run used them. */
  readonly parameters: TestParameters;
}

export interface ThresholdProposal {
  readonly field: 'threshold_value' | 'skip_errors';
  readonly threshold: number;
  /** Measures that must pass: those that passed, and those whose alarm was dismissed. */
  readonly accepted: number;
  /** Measures that must fail: alarms that were confirmed. */
  readonly confirmed: number;
  /** Alarms that nobody decided about and that this limit would not have raised. */
  readonly silenced: number;
}
export type ProposedThreshold =
  | { readonly proposal: ThresholdProposal; readonly reason: null }
  /** Why there is none, as people read it. */
  | { readonly proposal: null; readonly reason: string };

/** Fewer say too little about how far a measure may stray. */
const FEWEST_ACCEPTED = 10;
/** Of a normal distribution, 1 in 700 lies farther out on one side. */
const REACH = 3;

/**
 * The limit is `median + 3 * s` of the accepted measures (`median - 3 * s` where low values fail), or the farthest
 * accepted measure when that lies beyond; `s` is 1.4826 times the median absolute deviation, which is the standard
 * deviation where values are normally spread. It is rounded away from the measures: to a whole number when all of them
 * are whole, else to three digits. If a confirmed alarm would pass, the limit moves in to the farthest accepted measure.
 * Measures without spread do not say how far is too far: then the present limit stays, if it fits.
 *
 * Only results with the definition's present parameters count, apart from the limit: another baseline or another filter
 * measures something else. Results of severity Log do not tell whether they passed, and do not count.
 */
export function proposeThreshold(
  type: TestType,
  definition: TestDefinition,
  history: readonly PastResult[],
): ProposedThreshold {
  const { limitField } = type;
  const direction = limitDirection(type, definition);
  if (limitField === null || direction === null) {
    return none('This type has no single limit on one side that a measure must not cross.');
  }
  if (type.reportedMeasure !== undefined) {
    return none('Results keep another number than the one that is held against the limit.');
  }
  const comparable = history.filter((result) => asksTheSame(result, definition, limitField));
  const accepted = measuresOf(comparable.filter(isAccepted));
  const confirmed = measuresOf(
    comparable.filter((result) => isAlarm(result) && result.disposition === 'Confirmed'),
  );
  if (accepted.length < FEWEST_ACCEPTED) {
    return none(
      `${accepted.length} measures passed or were dismissed under the present parameters; a proposal needs ${FEWEST_ACCEPTED}.`,
    );
  }
  const failsUnder = (limit: number) => {
    const limited = withLimit(type, definition, limit);
    return (measure: number) => type.fails(measure, limited);
  };
  const fits = (limit: number) =>
    type.validate(withLimit(type, definition, limit)).length === 0 &&
    !accepted.some(failsUnder(limit)) &&
    confirmed.every(failsUnder(limit));
  const threshold = candidates(direction, accepted, confirmed, presentLimit(definition, limitField)).find(
    fits,
  );
  if (threshold === undefined) {
    return none(
      'No limit lets every measure pass that passed or was dismissed and still catches every confirmed alarm.',
    );
  }
  const undecided = measuresOf(comparable.filter((result) => isAlarm(result) && result.disposition === null));
  const silenced = undecided.filter((measure) => !failsUnder(threshold)(measure)).length;
  return {
    proposal: {
      field: limitField,
      threshold,
      accepted: accepted.length,
      confirmed: confirmed.length,
      silenced,
    },
    reason: null,
  };
}

const none = (reason: string): ProposedThreshold => ({ proposal: null, reason });

/** Best first. Which of them fit, the type's own judgement says. */
function candidates(
  { side, failsAtLimit }: LimitDirection,
  accepted: readonly number[],
  confirmed: readonly number[],
  present: number,
): number[] {
  const sign = side === 'above' ? 1 : -1;
  // Turned so that large is bad, whatever the side.
  const measures = accepted.map((measure) => sign * measure);
  const farthest = Math.max(...measures);
  const middle = median(measures);
  const spread = spreadAroundZero(measures.map((measure) => measure - middle));
  const whole = accepted.every(Number.isInteger);
  const nearestAlarm = Math.min(...confirmed.map((measure) => sign * measure));
  const tight = failsAtLimit ? [roundedBeyond(farthest, whole, true), nearestAlarm] : [farthest];
  const robust = roundedBeyond(Math.max(middle + REACH * spread, farthest), whole, failsAtLimit);
  const turned = spread === 0 ? [sign * present, ...tight] : [robust, ...tight, sign * present];
  // What was never negative, such as a count, has no negative limit.
  const floor = accepted.every((measure) => measure >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  return turned.filter(Number.isFinite).map((limit) => Math.max(floor, sign * limit) + 0);
}

const SIGNIFICANT_DIGITS = 3;

/** The next round number that is not below `value`; above it, when `strictly`. */
function roundedBeyond(value: number, whole: boolean, strictly: boolean): number {
  if (value === 0 && !whole) return 0;
  const step = whole ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - SIGNIFICANT_DIGITS);
  const steps = Math.ceil(value / step);
  const rounded = (strictly && steps * step <= value ? steps + 1 : steps) * step;
  // 3 * 0.1 is not 0.3: people should not see the difference.
  return Number(rounded.toPrecision(12));
}

function asksTheSame(
  { parameters }: PastResult,
  definition: TestDefinition,
  limitField: ParameterField,
): boolean {
  const fields = Object.keys(definition.parameters) as ParameterField[];
  return fields.every((field) => field === limitField || parameters[field] === definition.parameters[field]);
}

const isAlarm = ({ status }: PastResult): boolean => status === 'Failed' || status === 'Warning';

const isAccepted = (result: PastResult): boolean =>
  result.status === 'Passed' || (isAlarm(result) && isDismissed(result));

const measuresOf = (results: readonly PastResult[]): number[] =>
  results
    .filter(({ measure }) => measure !== null && measure.trim() !== '')
    .map(({ measure }) => Number(measure))
    .filter(Number.isFinite);

/** Not a number when it is not one; a limit that is not set counts as 0. */
const presentLimit = ({ parameters }: TestDefinition, field: 'threshold_value' | 'skip_errors'): number =>
  Number(parameters[field] ?? 0);

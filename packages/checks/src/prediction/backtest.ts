/** What a prediction would have said about the runs that a test has behind it. */
import {
  type Band,
  type NotEnough,
  type Observation,
  type PredictionSettings,
  predictBand,
} from './predict-band.ts';

/** A run of the past; one that a person confirmed to be wrong teaches nothing, but is judged like the others. */
export interface PastRun extends Observation {
  readonly isConfirmed: boolean;
}
export interface Replay<Run extends PastRun> {
  readonly run: Run;
  readonly band: Band | NotEnough;
  /** Null while it would have been learning. */
  readonly alarms: boolean | null;
}

/** Each run judged by what was known before it, one at a time, for each takes milliseconds. `oldestFirst`: as many as there are. */
export function* replayPrediction<Run extends PastRun>(
  oldestFirst: readonly Run[],
  settings: PredictionSettings,
): Generator<Replay<Run>> {
  const known: Observation[] = [];
  for (const run of oldestFirst) {
    const band = predictBand(known, run.at, settings);
    const alarms = band.expected === null ? null : run.value < band.lower || run.value > band.upper;
    yield { run, band, alarms };
    if (!run.isConfirmed) known.push(run);
  }
}

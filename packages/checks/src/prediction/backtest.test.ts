import { expect, it } from 'vitest';
import { replayPrediction } from './backtest.ts';
import type { PredictionSettings } from './predict-band.ts';

const SETTINGS: PredictionSettings = {
  sensitivity: 'medium',
  minimumHistory: 10,
  timeZone: 'UTC',
  excludeWeekends: false,
  holidayCodes: [],
  isCount: true,
};
/** Steady around 1000, with one empty day on day 25 and one of 1300 on day 27. */
const DAYS = Array.from({ length: 30 }, (_, day) => ({
  at: new Date(Date.UTC(2024, 0, 1 + day)),
  value: day === 25 ? 0 : day === 27 ? 1300 : 1000 + (day % 4),
  isConfirmed: day === 25,
}));

it('judges each run by what was known before it', () => {
  const replays = [...replayPrediction(DAYS, SETTINGS)];
  expect(replays.map(({ run }) => run)).toEqual(DAYS);
  expect(replays.slice(0, 10).every(({ alarms }) => alarms === null)).toBe(true);
  expect(replays.flatMap(({ alarms }, day) => (alarms === true ? [day] : []))).toEqual([25, 27]);
});

it('learns nothing from runs that a person confirmed to be wrong', () => {
  const replays = [...replayPrediction(DAYS, SETTINGS)];
  const known = replays.map(({ band }) => band.observations);
  expect(known[25]).toBe(25);
  expect(known[26]).toBe(25);
  expect(known[27]).toBe(26);
});

import { expect, it } from 'vitest';
import { describeTimeLimit } from './time-limit.ts';

it.each([
  [6 * 3_600_000, '6 hours'],
  [3_600_000, '1 hour'],
  [5_400_000, '90 minutes'],
  [90_000, '90 seconds'],
  [100, '0.1 seconds'],
])('a time-out of %d ms is told as %s', (timeoutMs, words) => {
  expect(describeTimeLimit({ kind: 'timed_out', timeoutMs })).toContain(`time-out of ${words} and`);
});

import { expect, it } from 'vitest';
import { DEFAULT_JOB_SETTINGS, jobSettings } from './settings.ts';

it('has defaults that work together', () => {
  expect(jobSettings()).toEqual(DEFAULT_JOB_SETTINGS);
});

it('refuses a heartbeat that leaves a lease no second chance', () => {
  expect(() => jobSettings({ leaseMs: 1000, heartbeatMs: 501 })).toThrow(RangeError);
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d for a time', (pollMs) => {
  expect(() => jobSettings({ pollMs })).toThrow('pollMs');
});

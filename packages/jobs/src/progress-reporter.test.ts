import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createProgressReporter } from './progress-reporter.ts';

it('sends the first report at once and then the newest of each interval', async () => {
  const sent: unknown[] = [];
  const reporter = createProgressReporter(
    async (value) => sent.push(value),
    50,
    () => {},
  );
  for (let n = 1; n <= 100; n++) reporter.report(n);
  expect(sent).toEqual([1]);
  await expect.poll(() => sent).toEqual([1, 100]);
  expect(reporter.latest()).toBe(100);
  reporter.stop();
});

it('has one report in flight, however slow the database is', async () => {
  let inFlight = 0;
  let most = 0;
  const slow = async () => {
    most = Math.max(most, ++inFlight);
    await sleep(30);
    inFlight -= 1;
  };
  const reporter = createProgressReporter(slow, 1, () => {});
  for (let n = 0; n < 20; n++) {
    reporter.report(n);
    await sleep(5);
  }
  reporter.stop();
  expect(most).toBe(1);
});

it('tells of a report that failed and goes on', async () => {
  const failures: unknown[] = [];
  const sent: unknown[] = [];
  const send = async (value: unknown) => {
    if (value === 1) throw new Error('no connection');
    sent.push(value);
  };
  const reporter = createProgressReporter(send, 10, (error) => failures.push(error));
  reporter.report(1);
  reporter.report(2);
  await expect.poll(() => sent).toEqual([2]);
  expect(failures).toHaveLength(1);
  reporter.stop();
});

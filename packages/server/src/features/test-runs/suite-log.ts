/** What a test run writes into the log of its job: names and counts, no values and no texts of the target. */
import type { MeasuringTest } from '@assay/checks';
import type { MeasurementAnswer } from '@assay/engine';
import type { JobContext } from '@assay/jobs';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { TestOutcome } from './test-outcome.ts';

export type SuiteLog = JobContext['log'];

export function logPlan(log: SuiteLog, plan: { ready: number; refused: number; tables: number }): void {
  const { ready, refused, tables } = plan;
  log('info', `${ready} tests are to be run on ${tables} tables.`, { tests: ready, tables });
  if (refused > 0) log('warning', `${refused} tests cannot run; their results say why.`, { tests: refused });
}

/** Nothing for an answer that came. */
export function logFailure(
  log: SuiteLog,
  { definition }: MeasuringTest,
  answer: MeasurementAnswer,
  statementTimeoutMs: number,
): void {
  if (!('error' in answer)) return;
  const { testType, table, column } = definition;
  const place = [table, column].filter(Boolean).join('.');
  const what = place === '' ? testType : `${testType} on ${place}`;
  // Told by the clock: what the target says about a time-out is its own words.
  const timedOut = answer.durationMs >= statementTimeoutMs;
  const why = timedOut ? `was stopped after ${statementTimeoutMs / 1000} s` : 'failed; its result says why';
  log('warning', `The statement of ${what} ${why}.`, {
    ...{ test_type: testType, table, column, timed_out: timedOut },
    duration_ms: Math.round(answer.durationMs),
  });
}

export function logOutcomes(
  log: SuiteLog,
  outcomes: readonly TestOutcome[],
  warnings: readonly RunWarning[],
): void {
  const counts = Map.groupBy(outcomes, ({ verdict }) => verdict.status);
  const facts = Object.fromEntries([...counts].map(([status, some]) => [status.toLowerCase(), some.length]));
  const words = Object.entries(facts).map(([status, count]) => `${count} ${status}`);
  log('info', `Results: ${words.join(', ') || 'none'}.`, facts);
  if (warnings.length > 0) {
    const message = `${warnings.length} things did not work without failing the run; the run says which.`;
    log('warning', message, { warnings: warnings.length });
  }
}

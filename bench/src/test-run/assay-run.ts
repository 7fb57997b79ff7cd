/** The measurements of a test run as users get them, with their judgement. */
import { judgeTest, readMeasurement } from '@assay/checks';
import { DEFAULT_ENGINE_OPTIONS, openTarget, runMeasurements } from '@assay/engine';
import type { Step } from '../step.ts';
import { planMix, type TestRunContext } from './context.ts';

export const assayRun: Step<TestRunContext> = async (context) => {
  const target = await openTarget({ type: 'postgresql', url: context.url }, DEFAULT_ENGINE_OPTIONS);
  try {
    const { relations, ready } = await planMix(target, context);
    const { signal } = new AbortController();
    const options = { ...DEFAULT_ENGINE_OPTIONS, relations };
    const requests = ready.map(({ request }) => request);
    const answers = await runMeasurements(target, requests, options, { signal });
    for (const [index, answer] of answers.entries()) {
      const { type, definition, plan } = ready[index]!;
      if ('error' in answer) throw new Error(`${type.key}: ${answer.error}`);
      judgeTest(type, definition, null, { measurement: readMeasurement(plan, answer.values) });
    }
  } finally {
    await target.close();
  }
  return {};
};

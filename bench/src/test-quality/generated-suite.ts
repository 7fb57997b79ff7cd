/** A suite as generation makes it, and what its tests say about some data. */
import {
  generateTests,
  isMeasuringTest,
  judgeTest,
  type MeasuringTest,
  planTests,
  readMeasurement,
  type TableProfile,
  TEST_TYPES,
  type TestDefinition,
  type TestVerdict,
} from '@assay/checks';
import { runMeasurements } from '@assay/engine';
import { type Profiled, SCHEMA } from '../quality/with-profiles.ts';

export function generatedSuite(profiles: readonly TableProfile[], runAt: string): TestDefinition[] {
  const { add } = generateTests(profiles, TEST_TYPES, { runAt, history: [], existing: [] });
  return add.map(({ testType, table, column, parameters }) => ({
    id: JSON.stringify([testType, table, column]),
    testType,
    schema: SCHEMA,
    table,
    column,
    parameters,
    severity: null,
  }));
}

/** Throws when a test cannot be planned: generated tests have no excuse. */
export function planned(
  definitions: readonly TestDefinition[],
  { tables }: Pick<Profiled, 'tables'>,
  runAt: string,
): MeasuringTest[] {
  return planTests(definitions, TEST_TYPES, { runAt, tables }).map((test) => {
    if (!isMeasuringTest(test)) throw new Error(`${test.definition.id}: ${test.problem}`);
    return test;
  });
}

export interface JudgedTest {
  readonly definition: TestDefinition;
  readonly verdict: TestVerdict;
}

/** In the order of the definitions. Throws when a test ends in an error. */
export async function runSuite(
  definitions: readonly TestDefinition[],
  profiled: Profiled,
  runAt: string,
): Promise<JudgedTest[]> {
  const tests = planned(definitions, profiled, runAt);
  const answers = await runMeasurements(
    profiled.target,
    tests.map(({ request }) => request),
    profiled.options,
    { signal: new AbortController().signal },
  );
  return tests.map(({ type, definition, plan }, index) => {
    const answer = answers[index]!;
    if ('error' in answer) throw new Error(`${definition.id}: ${answer.error}`);
    const measurement = readMeasurement(plan, answer.values);
    return { definition, verdict: judgeTest(type, definition, null, { measurement }) };
  });
}

export const alarms = (judged: readonly JudgedTest[]): JudgedTest[] =>
  judged.filter(({ verdict: { status } }) => status === 'Failed' || status === 'Warning');

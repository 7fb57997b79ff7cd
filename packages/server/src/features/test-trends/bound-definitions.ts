/** The definitions of a suite as a run takes them: with the bounds that their history gives. */
import { setImmediate } from 'node:timers/promises';
import { boundByHistory, historyNeeded, type TestDefinition, type TestType } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { earlierResults } from './earlier-results.store.ts';
import { type PredictingSuite, predictionSettings } from './prediction-settings.ts';

/** In the given order. One statement asks for the history of all of them, none when no test has bounds from history. */
export async function boundDefinitions(
  db: Queryable,
  suite: PredictingSuite,
  definitions: readonly TestDefinition[],
  runAt: Date,
): Promise<readonly TestDefinition[]> {
  const settings = predictionSettings(suite);
  const sound = definitions.flatMap((definition) => {
    const type = findTestType(definition.testType);
    if (type?.bounds === undefined) return [];
    // One with problems is refused when it is planned, with the reason.
    return type.validate(definition).length === 0 ? [[definition.id, type] as const] : [];
  });
  const types = new Map<string, TestType>(sound);
  const wanted = definitions.flatMap((definition) => {
    const type = types.get(definition.id);
    const results = type === undefined ? 0 : historyNeeded(definition, type, settings);
    return results > 0 ? [[definition.id, results] as const] : [];
  });
  const history = await earlierResults(db, new Map(wanted));
  const bounded: TestDefinition[] = [];
  for (const definition of definitions) {
    const type = types.get(definition.id);
    if (type === undefined) bounded.push(definition);
    else {
      bounded.push(boundByHistory(definition, type, history.get(definition.id) ?? [], runAt, settings));
      // A prediction takes milliseconds, and a suite may have thousands.
      await setImmediate();
    }
  }
  return bounded;
}

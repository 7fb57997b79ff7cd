/** The definitions of a suite as a run takes them: with the bounds that their history gives. */
import { setImmediate } from 'node:timers/promises';
import {
  boundByHistory,
  type EarlierResult,
  historyNeeded,
  NO_UPDATES,
  type TestDefinition,
  type TestType,
  type UpdateHistory,
  watchUpdates,
} from '@assay/checks';
import type { Queryable } from '../../store/store.ts';
import { findTestType } from '../test-definitions/definition-problems.ts';
import { earlierResults } from './earlier-results.store.ts';
import { type PredictingSuite, predictionSettings } from './prediction-settings.ts';
import { updateHistories } from './update-history.store.ts';

/**
 * In the given order. One statement asks for the history of all tests with bounds, and one for that of all tests that
 * watch for updates; none when there are no such tests.
 */
export async function boundDefinitions(
  db: Queryable,
  suite: PredictingSuite,
  definitions: readonly TestDefinition[],
  runAt: Date,
): Promise<readonly TestDefinition[]> {
  const settings = predictionSettings(suite);
  const types = new Map(definitions.flatMap(soundType));
  const wanted = definitions.flatMap((definition) => {
    const type = types.get(definition.id);
    const results = type === undefined ? 0 : historyNeeded(definition, type, settings);
    return results > 0 ? [[definition.id, results] as const] : [];
  });
  const watching = definitions.filter(({ id }) => types.get(id)?.watch !== undefined).map(({ id }) => id);
  const history: History = {
    results: await earlierResults(db, new Map(wanted)),
    updates: await updateHistories(db, watching, settings.minimumHistory),
  };
  const bounded: TestDefinition[] = [];
  for (const definition of definitions) {
    const type = types.get(definition.id);
    if (type === undefined) bounded.push(definition);
    else {
      bounded.push(boundOne(definition, type, history));
      // A prediction takes milliseconds, and a suite may have thousands.
      await setImmediate();
    }
  }
  return bounded;

  function boundOne(
    definition: TestDefinition,
    type: TestType,
    { results, updates }: History,
  ): TestDefinition {
    if (type.watch !== undefined) {
      return watchUpdates(definition, updates.get(definition.id) ?? NO_UPDATES, runAt, settings);
    }
    return boundByHistory(definition, type, results.get(definition.id) ?? [], runAt, settings);
  }
}

/** By definition id. */
interface History {
  readonly results: ReadonlyMap<string, readonly EarlierResult[]>;
  readonly updates: ReadonlyMap<string, UpdateHistory>;
}

/** The type of a definition that depends on history. One with problems is refused when it is planned, with the reason. */
function soundType(definition: TestDefinition): (readonly [string, TestType])[] {
  const type = findTestType(definition.testType);
  if (type === null || (type.bounds === undefined && type.watch === undefined)) return [];
  return type.validate(definition).length === 0 ? [[definition.id, type]] : [];
}

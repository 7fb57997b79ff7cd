import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_TYPES, type TestDefinition } from '@assay/checks';
import { describe, expect, it } from 'vitest';
import { allParameters } from '../test-definitions/stored-parameters.ts';
import { createLiveResults } from './live-results.ts';
import { refusedOutcome } from './test-outcome.ts';

const outcome = (id: string) => {
  const type = TEST_TYPES.find(({ key }) => key === 'Required')!;
  const definition: TestDefinition = {
    ...{ id, testType: type.key, schema: null, table: 't', column: 'c', severity: null },
    parameters: allParameters({}),
  };
  return refusedOutcome({ type, definition, problem: 'gone', missing: [] }, null);
};
const idsOf = (outcomes: readonly { definition: { id: string } }[]) =>
  outcomes.map(({ definition }) => definition.id);

describe('live results', () => {
  it('are stored once, at the end, when the run is short', async () => {
    const saved: string[][] = [];
    const results = createLiveResults(async (some) => void saved.push(idsOf(some)), 60_000);
    results.add([outcome('a')]);
    results.add([outcome('b'), outcome('c')]);
    await results.idle();
    expect(saved).toEqual([]);
    await results.settle();
    expect(saved).toEqual([['a', 'b', 'c']]);
  });

  it('are stored while a long run goes on, each of them once', async () => {
    const saved: string[][] = [];
    const results = createLiveResults(async (some) => void saved.push(idsOf(some)), 1);
    await sleep(5);
    results.add([outcome('a')]);
    await results.idle();
    expect(saved).toEqual([['a']]);
    await sleep(5);
    results.add([outcome('b')]);
    await results.settle();
    expect(saved).toEqual([['a'], ['b']]);
    expect(idsOf(results.all())).toEqual(['a', 'b']);
  });

  it('that could not be stored are stored with the next ones; the last failure is told', async () => {
    const saved: string[][] = [];
    let broken = true;
    const results = createLiveResults(async (some) => {
      if (broken) throw new Error('the store is away');
      saved.push(idsOf(some));
    }, 1);
    await sleep(5);
    results.add([outcome('a')]);
    await results.idle();
    await expect(results.settle()).rejects.toThrow('the store is away');
    broken = false;
    results.add([outcome('b')]);
    await results.settle();
    expect(saved).toEqual([['a', 'b']]);
  });
});

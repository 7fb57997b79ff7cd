import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readTogether } from './together.ts';

const lengths = (calls: (readonly string[])[]) =>
  readTogether(async (keys) => {
    calls.push(keys);
    return new Map(keys.filter((key) => key !== '').map((key) => [key, key.length]));
  });

it('reads what is asked for in one turn with one call, each key once', async () => {
  const calls: (readonly string[])[] = [];
  const lengthOf = lengths(calls);
  expect(await Promise.all(['a', 'bb', 'a', ''].map(lengthOf))).toEqual([1, 2, 1, undefined]);
  expect(calls).toEqual([['a', 'bb', '']]);
});

it('reads anew for who asks while a read is on its way, when that has ended', async () => {
  const calls: (readonly string[])[] = [];
  const arrived = Promise.withResolvers<void>();
  const numberOf = readTogether(async (keys) => {
    calls.push(keys);
    await arrived.promise;
    return new Map(keys.map((key) => [key, calls.length]));
  });
  const first = numberOf('a');
  await nextTurn();
  const later = ['a', 'b', 'c'].map(async (key, turns) => {
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    return numberOf(key);
  });
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  expect(calls).toEqual([['a']]);
  arrived.resolve();
  expect(await first).toBe(1);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  expect(calls).toEqual([['a'], ['a', 'b', 'c']]);
});

it('fails for everybody when the read fails, and works again afterwards', async () => {
  let broken = true;
  const numberOf = readTogether(async (keys) => {
    if (broken) throw new Error('not now');
    return new Map(keys.map((key) => [key, true]));
  });
  const outcomes = await Promise.allSettled([numberOf('a'), numberOf('b')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await numberOf('a')).toBe(true);
});

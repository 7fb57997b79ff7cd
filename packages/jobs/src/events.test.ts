import { expect, it } from 'vitest';
import { createEventEmitter, type JobEngineListener } from './events.ts';

const recorder = (): [JobEngineListener, string[]] => {
  const names: string[] = [];
  return [(name) => names.push(name), names];
};

it('tells every listener', () => {
  const [first, heardByFirst] = recorder();
  const [second, heardBySecond] = recorder();
  createEventEmitter([first, second])('slots_reopened', { slots: 1 });
  expect([heardByFirst, heardBySecond]).toEqual([['slots_reopened'], ['slots_reopened']]);
});

it('goes on when a listener throws, and tells the others', () => {
  const broken: JobEngineListener = () => {
    throw new Error('disk full');
  };
  const [other, heard] = recorder();
  createEventEmitter([broken, other])('slots_reopened', { slots: 1 });
  expect(heard).toEqual(['listener_failed', 'slots_reopened']);
});

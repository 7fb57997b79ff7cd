import { describe, expect, it } from 'vitest';
import { createAllowances } from './allowances.ts';

function given(perSecond: number, most: number) {
  let time = 0;
  const allowances = createAllowances({ perSecond, most }, () => time);
  const after = (ms: number) => {
    time += ms;
  };
  return { allowances, after };
}
const taken = (times: number, take: () => number | null) =>
  Array.from({ length: times }, take).filter((seconds) => seconds === null).length;

describe('an allowance', () => {
  it('can be used up at once, and says when there is more', () => {
    const { allowances } = given(2, 5);
    expect(taken(9, () => allowances.take('a'))).toBe(5);
    expect(allowances.take('a')).toBe(1);
    expect(createAllowances({ perSecond: 0.1, most: 1 }, () => 0).take('a')).toBeNull();
  });

  it('says the whole seconds until there is one', () => {
    const { allowances, after } = given(0.1, 1);
    allowances.take('a');
    expect(allowances.take('a')).toBe(10);
    after(4_500);
    expect(allowances.take('a')).toBe(6);
    after(5_500);
    expect(allowances.take('a')).toBeNull();
  });

  it('refills steadily, never above its size', () => {
    const { allowances, after } = given(2, 5);
    taken(5, () => allowances.take('a'));
    after(1_000);
    expect(taken(9, () => allowances.take('a'))).toBe(2);
    after(3_600_000);
    expect(taken(9, () => allowances.take('a'))).toBe(5);
  });

  it('belongs to one caller', () => {
    const { allowances } = given(1, 1);
    allowances.take('a');
    expect(allowances.take('b')).toBeNull();
  });

  it('is only looked at without being taken', () => {
    const { allowances } = given(1, 1);
    expect([allowances.look('a'), allowances.look('a'), allowances.take('a')]).toEqual([null, null, null]);
    expect(allowances.look('a')).toBe(1);
  });

  it('has no end where there is no limit', () => {
    const { allowances } = given(0, 1);
    expect(taken(50, () => allowances.take('a'))).toBe(50);
  });

  it('is forgotten for whoever has not come for longest, when there are too many', () => {
    const { allowances } = given(0.001, 1);
    for (const key of ['first', 'second']) allowances.take(key);
    for (let at = 0; at < 19_999; at++) allowances.take(`made up ${at}`);
    expect(allowances.take('first')).toBeNull();
    expect(allowances.take('made up 19998')).not.toBeNull();
  });
});

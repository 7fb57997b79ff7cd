import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect } from './bisect.ts';

describe('bisect', () => {
  it('answers every sound part and reports every broken one, whatever is broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (soundness) => {
        const parts = soundness.map((sound, index) => ({ sound, index }));
        const answered: number[] = [];
        const broken: number[] = [];
        await bisect(
          parts,
          async (some) => {
            if (some.some(({ sound }) => !sound)) throw new Error('broken');
            answered.push(...some.map(({ index }) => index));
          },
          ({ index }) => {
            broken.push(index);
          },
        );
        expect(answered).toEqual(parts.filter(({ sound }) => sound).map(({ index }) => index));
        expect(broken).toEqual(parts.filter(({ sound }) => !sound).map(({ index }) => index));
      }),
    );
  });

  it('asks once when nothing is broken', async () => {
    let asks = 0;
    await bisect(
      [1, 2, 3],
      async () => {
        asks++;
      },
      () => {},
    );
    expect(asks).toBe(1);
  });
});

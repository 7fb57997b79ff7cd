import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('a UUIDv7', () => {
  it('has the form and the time', () => {
    const before = Date.now();
    const id = uuidV7();
    expect(id).toMatch(FORM);
    expect(timeOf(id)).toBeGreaterThanOrEqual(before);
    expect(timeOf(id)).toBeLessThan(before + 10_000);
  });

  it('is greater than every one before, many in a millisecond or with a clock that steps back', () => {
    const clocks = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }), {
      maxLength: 50,
    });
    let last = uuidV7();
    fc.assert(
      fc.property(clocks, (times) => {
        for (const time of times) {
          const id = uuidV7(time);
          expect(id > last).toBe(true);
          expect(id).toMatch(FORM);
          last = id;
        }
      }),
    );
    for (let n = 0; n < 10_000; n++) {
      const id = uuidV7();
      expect(id > last).toBe(true);
      last = id;
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesMask } from './name-mask.ts';

const ignoreCase = { ignoreCase: true };
const exact = { ignoreCase: false };

describe('a mask', () => {
  it('takes an underscore for an underscore', () => {
    expect(matchesMask('customer_sk', '%_sk', ignoreCase)).toBe(true);
    expect(['risk', 'desk', 'task'].some((name) => matchesMask(name, '%_sk', ignoreCase))).toBe(false);
  });
  it('is one of a comma-separated list', () => {
    expect(matchesMask('order_key', '%_id, %_key', ignoreCase)).toBe(true);
    expect(matchesMask('id', '%_id,id', ignoreCase)).toBe(true);
  });
  it('minds case only when told to', () => {
    expect(matchesMask('CUSTOMER_ID', '%_id', ignoreCase)).toBe(true);
    expect(matchesMask('CUSTOMER_ID', '%_id', exact)).toBe(false);
  });
  it('matches nothing when it is empty', () => {
    for (const masks of [null, '', ' , ']) expect(matchesMask('id', masks, exact)).toBe(false);
  });
  it('without a wildcard is the name itself, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (mask, name) => {
        fc.pre(!/[%,]/.test(mask) && mask.trim() !== '');
        expect(matchesMask(name, mask, exact)).toBe(name === mask.trim());
      }),
    );
  });
  it('with wildcards at both ends finds any part of a name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, part, after) => {
        fc.pre(!/[%,]/.test(part) && part === part.trim() && part !== '');
        expect(matchesMask(before + part + after, `%${part}%`, exact)).toBe(true);
      }),
    );
  });
});

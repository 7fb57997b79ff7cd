import { describe, expect, it } from 'vitest';
import { MAX_WAIT_SECONDS, preferredWait } from './submission.ts';

describe('a Prefer header', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=10', 10],
    ['Wait = "5"', 5],
    ['wait=0', 0],
    ['wait=9999', MAX_WAIT_SECONDS],
  ])('%j asks to wait %i seconds', (prefer, seconds) => {
    expect(preferredWait(prefer)).toBe(seconds);
  });

  it.each([undefined, '', 'respond-async', 'wait', 'wait=soon', 'wait=-1', 'await=5'])(
    '%j asks for nothing',
    (prefer) => {
      expect(preferredWait(prefer)).toBeNull();
    },
  );
});

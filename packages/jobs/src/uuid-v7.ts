/** Time-ordered ids, RFC 9562 version 7. */
import { randomFillSync } from 'node:crypto';

const COUNTER_BITS = 12;
const COUNTER_MAX = 2 ** COUNTER_BITS - 1;
/** A fresh millisecond starts its counter in the lower half, so that there is room to count up. */
const COUNTER_START_MASK = COUNTER_MAX >> 1;

let lastMilliseconds = 0;
let counter = 0;

/**
 * A new id, lower case with dashes, greater than every id this process made before. Method 1 of RFC 9562 section
 * 6.2: the 12 bits after the time are a counter. When it overflows, or the clock steps back, the time part
 * runs ahead of the clock instead of the order breaking.
 */
export function uuidV7(now: number = Date.now()): string {
  const bytes = randomFillSync(new Uint8Array(16));
  advance(now, ((bytes[6]! << 8) | bytes[7]!) & COUNTER_START_MASK);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(lastMilliseconds / 2 ** 32));
  view.setUint32(2, lastMilliseconds % 2 ** 32);
  view.setUint16(6, 0x7000 | counter);
  view.setUint8(8, 0x80 | (bytes[8]! & 0x3f));
  const hex = Buffer.from(bytes.buffer).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function advance(now: number, freshCounter: number): void {
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    counter = freshCounter;
  } else if (counter < COUNTER_MAX) {
    counter += 1;
  } else {
    lastMilliseconds += 1;
    counter = freshCounter;
  }
}

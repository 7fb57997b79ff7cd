/**
 * Preloaded into a worker (`node --import`): the clock of the wall jumps by an hour, now ahead and now back, every 150 ms, as
 * a bad time server would have it. Only this process sees it. The monotonic clock goes on, as it does on a real machine.
 */
const HOUR_MS = 3_600_000;
const real = Date.now;
let offset = 0;
setInterval(() => {
  offset = offset > 0 ? -HOUR_MS : HOUR_MS;
}, 150).unref();

globalThis.Date = class extends Date {
  constructor(...parts) {
    if (parts.length === 0) super(real() + offset);
    else super(...parts);
  }
  static now() {
    return real() + offset;
  }
};

/** One holder at a time, first come first served. */
export interface FifoMutex {
  /** Resolves with the function that hands the mutex to the next in line; call it once. */
  acquire(): Promise<() => void>;
  /** Holder and waiters. */
  queued(): number;
}

export function createFifoMutex(): FifoMutex {
  let queued = 0;
  let tail: Promise<void> = Promise.resolve();
  return {
    async acquire() {
      queued += 1;
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = tail;
      tail = promise;
      await before;
      return () => {
        queued -= 1;
        resolve();
      };
    },
    queued: () => queued,
  };
}

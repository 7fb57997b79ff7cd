/** One holder at a time, first come first served. */
export interface FifoMutex {
  /** Resolves with the function that hands the mutex to the next in line; call it once. */
  acquire(): Promise<() => void>;
}

export function createFifoMutex(): FifoMutex {
  let tail: Promise<void> = Promise.resolve();
  return {
    async acquire() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = tail;
      tail = promise;
      await before;
      return resolve;
    },
  };
}

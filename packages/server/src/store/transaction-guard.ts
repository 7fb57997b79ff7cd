/** Keeps the rule "inside a transaction only its own handle": the embedded store has one session and would wait for itself. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { StoreMisuseError } from './store-error.ts';

interface TransactionScope {
  /** `opening` until the transaction has its session; `closed` frees timers and listeners that were made inside. */
  phase: 'opening' | 'open' | 'closed';
}

export interface TransactionGuard {
  /** Runs `work` as the one transaction of this call chain; throws StoreMisuseError inside another. */
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** Called when a session is asked for: throws StoreMisuseError inside an open transaction. */
  checkAcquire(): void;
  /** Called at BEGIN: throws StoreMisuseError unless `enter` led here. */
  checkBegin(): void;
}

export function createTransactionGuard(): TransactionGuard {
  const scopes = new AsyncLocalStorage<TransactionScope>();
  const refuseInside = () => {
    if (scopes.getStore()?.phase === 'open') {
      throw new StoreMisuseError(
        'The store was used directly inside a transaction. Pass the transaction handle down and use only that: ' +
          'the embedded store has a single session and would wait for itself for ever.',
      );
    }
  };
  return {
    async enter(work) {
      refuseInside();
      const scope: TransactionScope = { phase: 'opening' };
      try {
        return await scopes.run(scope, work);
      } finally {
        scope.phase = 'closed';
      }
    },
    checkAcquire: refuseInside,
    checkBegin() {
      const scope = scopes.getStore();
      if (scope?.phase !== 'opening') {
        throw new StoreMisuseError('Begin transactions with store.transaction, so that its guard sees them.');
      }
      scope.phase = 'open';
    },
  };
}

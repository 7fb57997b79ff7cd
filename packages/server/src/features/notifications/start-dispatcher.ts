/** The loop that makes deliveries from events and sends those that are due. Any number of processes run it. */
import type { Store } from '../../store/store.ts';
import type { Courier } from './courier.ts';
import { claimDelivery, deleteOldDeliveries } from './deliveries.store.ts';
import { EVENT_CHANNEL } from './event-outbox.store.ts';
import { makeDeliveries } from './make-deliveries.ts';
import type { LinkMaker } from './run-links.ts';
import { sendDelivery } from './send-delivery.ts';

export interface DispatcherParts {
  readonly store: Store;
  readonly courier: Courier;
  readonly link: LinkMaker;
  readonly onError: (error: unknown) => void;
  /** How often to look without being woken: for attempts that are due again, and for notifications that got lost. */
  readonly pollMs?: number;
}

const POLL_MS = 2_000;
/** Deliveries that a process sends at a time. */
const SENDERS = 4;
/** What is being sent may finish at a stop; then it is handed back. */
const FINISH_MS = 2_000;
const KEPT_DAYS = 30;
const CLEANUP_MS = 60 * 60 * 1000;
const CLEANUP_BATCH = 1000;

export interface Dispatcher {
  /** Takes no more, lets what is being sent finish for two seconds, hands back the rest. */
  stop(): Promise<void>;
}

export async function startDispatcher(parts: DispatcherParts): Promise<Dispatcher> {
  const { store, onError } = parts;
  const stopping = new AbortController();
  const aborting = new AbortController();
  const sending = new Set<Promise<void>>();
  const bell = createBell(parts.pollMs ?? POLL_MS);
  let cleanupDue = 0;

  const send = (delivery: NonNullable<Awaited<ReturnType<typeof claimDelivery>>>): void => {
    const work = sendDelivery(store, parts.courier, delivery, aborting.signal)
      .catch(onError)
      .finally(() => {
        sending.delete(work);
        bell.ring();
      });
    sending.add(work);
  };
  const round = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await makeDeliveries(store, parts.link, onError)));
    while (!stopping.signal.aborted && sending.size < SENDERS) {
      const delivery = await claimDelivery(store.db);
      if (delivery === undefined) break;
      send(delivery);
    }
    if (stopping.signal.aborted || performance.now() < cleanupDue) return;
    cleanupDue = performance.now() + CLEANUP_MS;
    while ((await deleteOldDeliveries(store.db, KEPT_DAYS, CLEANUP_BATCH)) === CLEANUP_BATCH);
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await round().catch(onError);
      await bell.wait();
    }
  };

  const unlisten = await store.listen(EVENT_CHANNEL, bell.ring);
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await unlisten();
      bell.ring();
      await looping;
      const timer = setTimeout(() => aborting.abort(), FINISH_MS);
      await Promise.all(sending);
      clearTimeout(timer);
    },
  };
}

/** Remembers one ring, so that what happens during a round is not missed. */
function createBell(pollMs: number) {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring(): void {
      rung = true;
      wake?.();
    },
    async wait(): Promise<void> {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, pollMs);
        await promise;
        clearTimeout(timer);
        wake = null;
      }
      rung = false;
    },
  };
}

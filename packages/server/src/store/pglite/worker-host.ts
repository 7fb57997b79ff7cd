/** Runs the embedded database's thread: calls with a deadline, and a restart when one does not answer. */
import { Worker } from 'node:worker_threads';
import {
  EmbeddedDatabaseError,
  StoreRestartedError,
  StoreTimeoutError,
  StoreUnavailableError,
} from '../store-error.ts';
import type { WorkerCall, WorkerEvent, WorkerRequest, WorkerSetup } from './worker-messages.ts';

/** Making a database and recovery after a crash are part of opening: seconds usually, far more on a busy machine. */
const OPEN_DEADLINE_MS = 180_000;
/** Source files run from `.ts`, built ones from `.js`. */
const WORKER_FILE = new URL(
  `./pglite.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

export interface HostListeners {
  readonly onNotify: (channel: string, payload: string) => void;
  /** The database runs again after a restart: session state (LISTEN) is gone. */
  readonly onRestarted: () => void;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerHost {
  readonly #setup: WorkerSetup;
  readonly #listeners: HostListeners;
  readonly #pending = new Map<number, PendingCall>();
  #worker: Promise<Worker> | null = null;
  /** The thread that answers; null while one is started or ended. */
  #current: Worker | null = null;
  #closed = false;
  #sequence = 0;
  /** Counts restarts: a session from before one has lost its transaction. */
  generation = 0;

  constructor(setup: WorkerSetup, listeners: HostListeners) {
    this.#setup = setup;
    this.#listeners = listeners;
  }

  /** Opens the database; throws StoreUnavailableError when it cannot be opened. */
  async open(): Promise<void> {
    await this.#running();
  }

  /**
   * Sends one call and waits for its answer. After `deadlineMs` the thread is ended and started again, because
   * a statement cannot be interrupted inside it: StoreTimeoutError.
   */
  async call(call: WorkerCall, deadlineMs: number): Promise<unknown> {
    const worker = await this.#running();
    const id = ++this.#sequence;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { resolve, reject });
    worker.postMessage({ ...call, id } satisfies WorkerRequest);
    // One more turn of the loop: on a busy machine the answer may be waiting behind this very timer.
    const timer = setTimeout(() => setImmediate(() => this.#giveUp(id, worker, deadlineMs)), deadlineMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  #giveUp(id: number, worker: Worker, deadlineMs: number): void {
    const call = this.#pending.get(id);
    if (call === undefined) return;
    const limit = `${deadlineMs / 1000} s`;
    call.reject(
      new StoreTimeoutError(`A statement on the embedded store took longer than ${limit} and was stopped.`),
    );
    this.#restart(worker);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const worker = await this.#worker?.catch(() => null);
    if (worker) await this.call({ kind: 'close' }, OPEN_DEADLINE_MS).catch(() => undefined);
    this.#closed = true;
    await worker?.terminate();
  }

  #running(): Promise<Worker> {
    if (this.#closed) throw new StoreUnavailableError('The store is closed.');
    this.#worker ??= this.#start().catch((error) => {
      this.#worker = null;
      throw error;
    });
    return this.#worker;
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(WORKER_FILE, { workerData: this.#setup, name: 'assay-store' });
    try {
      await firstWord(worker);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    this.#current = worker;
    worker.on('message', (event: WorkerEvent) => this.#hear(event));
    worker.on('error', () => this.#restart(worker));
    worker.once('exit', () => this.#restart(worker));
    if (this.generation > 0) queueMicrotask(this.#listeners.onRestarted);
    return worker;
  }

  #hear(event: WorkerEvent): void {
    if (event.kind === 'notify') this.#listeners.onNotify(event.channel, event.payload);
    if (event.kind === 'answer') this.#pending.get(event.id)?.resolve(event.value);
    if (event.kind === 'refusal') this.#pending.get(event.id)?.reject(new EmbeddedDatabaseError(event.error));
  }

  /** Ends a thread that is stuck or broken. A store in memory ends with it: its data are gone. */
  #restart(worker: Worker): void {
    if (this.#closed || this.#current !== worker) return;
    this.#current = null;
    this.generation++;
    const lost = new StoreRestartedError(
      'The embedded store was restarted; the transaction was rolled back.',
    );
    for (const call of this.#pending.values()) call.reject(lost);
    if (this.#setup.dataDirectory === null) this.#closed = true;
    this.#worker = worker.terminate().then(() => {
      if (this.#closed) throw new StoreUnavailableError('The in-memory store ended with its thread.');
      return this.#start();
    });
    this.#worker.catch(() => {
      this.#worker = null;
    });
  }
}

/** Waits for the thread to say whether the database is open. */
function firstWord(worker: Worker): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (reason: string, cause?: unknown) =>
    reject(new StoreUnavailableError(`The embedded store could not be opened: ${reason}`, { cause }));
  const timer = setTimeout(() => fail('it did not answer in time'), OPEN_DEADLINE_MS);
  const onMessage = (event: WorkerEvent) => {
    if (event.kind === 'ready') resolve();
    else fail(event.kind === 'unopened' ? event.message : 'it answered out of turn');
  };
  const onError = (error: Error) => fail(error.message, error);
  const onExit = () => fail('its thread ended');
  worker.once('message', onMessage).once('error', onError).once('exit', onExit);
  // Removed one by one: the worker has listeners of its own, without which it is deaf.
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}

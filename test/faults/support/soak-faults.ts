/** The faults of the soak: what each does to one worker, or to the store under all of them, and how it is undone. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer, TcpProxy } from '@assay/test-support';
import { FAULT_SETTINGS } from './fault-job.ts';
import type { Random } from './random.ts';
import type { WorkerProcess } from './worker-process.ts';

/** A worker that is started again when it was killed, behind a network of its own. */
export interface SoakWorker {
  readonly proxy: TcpProxy;
  process: WorkerProcess;
  readonly restart: () => Promise<WorkerProcess>;
}

export interface Fault {
  readonly name: string;
  /** How often it comes, among the others. */
  readonly weight: number;
  /** Resolves when it is over and undone. */
  strike(worker: SoakWorker, random: Random): Promise<void>;
}

const LEASE_MS = FAULT_SETTINGS.leaseMs ?? 0;
const longerThanLease = (random: Random) => LEASE_MS + random.between(300, 2_000);

/** @param store the server of the store, shared by all workers */
export const soakFaults = (store: PostgresServer): readonly Fault[] => [
  {
    name: 'worker killed',
    weight: 6,
    async strike(worker, random) {
      await worker.process.kill();
      await pause(random.between(0, 1_500));
      worker.process = await worker.restart();
    },
  },
  {
    name: 'worker frozen for longer than its lease',
    weight: 3,
    async strike({ process }, random) {
      process.freeze();
      await pause(longerThanLease(random));
      process.thaw();
    },
  },
  {
    name: 'worker frozen for a moment',
    weight: 2,
    async strike({ process }, random) {
      process.freeze();
      await pause(random.between(50, LEASE_MS / 2));
      process.thaw();
    },
  },
  { name: 'connections cut', weight: 4, strike: async ({ proxy }) => proxy.cut() },
  { name: 'connections half-closed', weight: 2, strike: async ({ proxy }) => proxy.halfClose() },
  {
    name: 'network silent for longer than the lease',
    weight: 2,
    async strike({ proxy }, random) {
      proxy.silence();
      await pause(longerThanLease(random));
      proxy.resume();
    },
  },
  {
    name: 'network slow',
    weight: 2,
    async strike({ proxy }, random) {
      proxy.delay(random.between(5, 60));
      await pause(random.between(500, 2_000));
      proxy.delay(0);
    },
  },
  {
    name: 'store killed',
    weight: 1,
    async strike(_, random) {
      await store.crash();
      await pause(random.between(0, 1_000));
      await store.restart();
    },
  },
];

/** By weight. */
export function pickFault(faults: readonly Fault[], random: Random): Fault {
  let at = random.next() * faults.reduce((sum, { weight }) => sum + weight, 0);
  for (const fault of faults) {
    at -= fault.weight;
    if (at < 0) return fault;
  }
  return faults.at(-1) as Fault;
}

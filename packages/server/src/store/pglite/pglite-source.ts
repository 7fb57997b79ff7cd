/** The embedded database as a source of sessions. It has one session: holders take turns, transactions hold it to their end. */
import type { SessionSource, StatementAnswer, StoreSession } from '../session.ts';
import { quoteName } from '../session.ts';
import { StoreRestartedError } from '../store-error.ts';
import { createDataDirectory } from './create-data-directory.ts';
import { createFifoMutex } from './fifo-mutex.ts';
import { WorkerHost } from './worker-host.ts';
import type { WorkerSetup } from './worker-messages.ts';

export interface PgliteOptions extends WorkerSetup {
  /** A statement is stopped after this, by restarting the database: seconds of pause for everybody. */
  readonly statementTimeoutMs: number;
  /** How often dead rows are removed; the embedded database has no autovacuum. 0 = never. */
  readonly maintenanceIntervalMs: number;
  readonly onError: (error: Error) => void;
}

/** VACUUM of a large store may take longer than a statement may. */
const MAINTENANCE_DEADLINE_MS = 300_000;

/** Bytes of a table with its indexes and its wide values. */
const WORTH_REWRITING = 4 * 1024 ** 2;
/** About 120 MB a second are written anew (2 cores), and nobody is served meanwhile: that must be shorter than a lease. */
const TOO_LARGE_TO_REWRITE = 512 * 1024 ** 2;

export interface PgliteSource extends SessionSource {
  /** The data directory as an uncompressed tar, to start other stores from. */
  dump(): Promise<Uint8Array>;
  /** Removes dead rows, refreshes statistics and shortens the log; waits for its turn. */
  maintain(): Promise<void>;
}

/** Opens the database; throws StoreUnavailableError. The caller holds the lock of the data directory. */
export async function openPgliteSource(options: PgliteOptions): Promise<PgliteSource> {
  const turns = createFifoMutex();
  const callbacks = new Map<string, Set<(payload: string) => void>>();
  const { dataDirectory, snapshotFile } = options;
  if (dataDirectory !== null) await createDataDirectory(dataDirectory, snapshotFile);
  const setup = { dataDirectory, snapshotFile: dataDirectory === null ? snapshotFile : null };
  const host = new WorkerHost(setup, {
    onNotify: (channel, payload) => {
      for (const callback of callbacks.get(channel) ?? []) callback(payload);
    },
    onRestarted: () => void listenAgain().catch(options.onError),
  });
  await host.open();

  const acquire = async (deadlineMs = options.statementTimeoutMs): Promise<StoreSession> => {
    const release = await turns.acquire();
    try {
      await host.open();
    } catch (error) {
      release();
      throw error;
    }
    return sessionOf(host, deadlineMs, release);
  };
  const run = async (statements: readonly string[], deadlineMs?: number) => {
    const session = await acquire(deadlineMs);
    try {
      for (const sql of statements) await session.query(sql, []);
    } finally {
      session.release();
    }
  };
  const listenAgain = () => run([...callbacks.keys()].map((channel) => `LISTEN ${quoteName(channel)}`));
  const maintain = () => run(['VACUUM (ANALYZE)', 'CHECKPOINT'], MAINTENANCE_DEADLINE_MS);
  /** Those that are worth writing anew, and can be in the time that there is. */
  const largeTables = async (): Promise<string[]> => {
    const session = await acquire();
    try {
      const { rows } = await session.query(
        `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND pg_total_relation_size(oid) BETWEEN ${WORTH_REWRITING} AND ${TOO_LARGE_TO_REWRITE}`,
        [],
      );
      return rows.map(({ name }) => String(name));
    } finally {
      session.release();
    }
  };
  const timer =
    options.maintenanceIntervalMs > 0
      ? setInterval(() => void maintain().catch(options.onError), options.maintenanceIntervalMs).unref()
      : undefined;

  return {
    kind: 'embedded',
    acquire: () => acquire(),
    sessions() {
      const queued = turns.queued();
      const busy = Math.min(1, queued);
      return { busy, idle: 1 - busy, waiting: queued - busy, limit: 1 };
    },
    maintain,
    giveBackSpace: async () => {
      for (const table of await largeTables()) await run([`VACUUM (FULL) ${table}`], MAINTENANCE_DEADLINE_MS);
      await maintain();
    },
    async listen(channel, onNotify) {
      const known = callbacks.get(channel);
      if (known) known.add(onNotify);
      else {
        callbacks.set(channel, new Set([onNotify]));
        await run([`LISTEN ${quoteName(channel)}`]);
      }
      return async () => {
        const rest = callbacks.get(channel);
        rest?.delete(onNotify);
        if (rest?.size !== 0) return;
        callbacks.delete(channel);
        await run([`UNLISTEN ${quoteName(channel)}`]);
      };
    },
    async dump() {
      const release = await turns.acquire();
      try {
        return (await host.call({ kind: 'dump' }, MAINTENANCE_DEADLINE_MS)) as Uint8Array;
      } finally {
        release();
      }
    },
    async close() {
      clearInterval(timer);
      // Waits for the holder: an answered commit is on disk, a transaction in flight ends first.
      const release = await turns.acquire();
      await host.close();
      release();
    },
  };
}

function sessionOf(host: WorkerHost, deadlineMs: number, handOver: () => void): StoreSession {
  const { generation } = host;
  let released = false;
  return {
    async query(sql, values) {
      if (host.generation !== generation) {
        throw new StoreRestartedError('The embedded store was restarted; the transaction was rolled back.');
      }
      return (await host.call({ kind: 'query', sql, values }, deadlineMs)) as StatementAnswer;
    },
    release() {
      if (released) return;
      released = true;
      handOver();
    },
  };
}

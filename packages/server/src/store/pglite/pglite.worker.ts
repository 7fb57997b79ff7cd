/** Thread entry: owns the embedded database. It blocks this thread while a statement runs, so nothing else may live here. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { StatementAnswer } from '../session.ts';
import type { DatabaseErrorFields } from '../store-error.ts';
import { decodeValue } from '../wire-value.ts';
import type { WorkerCall, WorkerEvent, WorkerRequest, WorkerSetup } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('pglite.worker.ts runs as a worker thread only');
const say = (event: WorkerEvent) => port.postMessage(event);

async function open(setup: WorkerSetup): Promise<PGlite> {
  const snapshot = setup.snapshotFile === null ? null : new Blob([await readFile(setup.snapshotFile)]);
  const database = await PGlite.create({
    ...(setup.dataDirectory === null ? {} : { dataDir: setup.dataDirectory }),
    ...(snapshot === null ? {} : { loadDataDir: snapshot }),
  });
  // Parameters arrive as wire text and results leave by our own decoder: PGlite's conversions must not differ
  // from those of the `pg` driver, so none of them is used.
  database.serializers = new Proxy({}, { get: () => (value: unknown) => value });
  database.parsers = new Proxy(
    {},
    { get: (_, typeId) => (text: string) => decodeValue(Number(typeId), text) },
  );
  database.onNotification((channel, payload) => say({ kind: 'notify', channel, payload }));
  return database;
}

const WRITING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

async function perform(database: PGlite, call: WorkerCall): Promise<StatementAnswer | Uint8Array | null> {
  switch (call.kind) {
    case 'query': {
      const answer = await database.query<Record<string, unknown>>(call.sql, [...call.values]);
      const command = (answer as { command?: string }).command ?? '';
      const affectedRows = WRITING.has(command) ? (answer.affectedRows ?? 0) : null;
      return { rows: answer.rows, affectedRows, command };
    }
    case 'dump':
      return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
    case 'close':
      await database.close();
      return null;
  }
}

function errorFields(error: unknown): DatabaseErrorFields {
  const { message, code, constraint, table, column, detail, hint } = error as DatabaseErrorFields;
  return { message, code, constraint, table, column, detail, hint };
}

try {
  const database = await open(workerData as WorkerSetup);
  port.on('message', async ({ id, ...call }: WorkerRequest) => {
    try {
      say({ kind: 'answer', id, value: await perform(database, call) });
    } catch (error) {
      say({ kind: 'refusal', id, error: errorFields(error) });
    }
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'unopened', message: error instanceof Error ? error.message : String(error) });
}

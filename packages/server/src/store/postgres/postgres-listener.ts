/** LISTEN on a connection of its own, restored when it breaks. */
import pg from 'pg';
import { quoteName } from '../session.ts';

const RECONNECT_MS = 1_000;
type Callback = (payload: string) => void;

export interface PostgresListener {
  listen(channel: string, onNotify: Callback): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Connects at the first `listen`; notifications sent while disconnected are lost. */
export function createPostgresListener(
  config: pg.ClientConfig,
  onError: (error: Error) => void,
): PostgresListener {
  const callbacks = new Map<string, Set<Callback>>();
  let connecting: Promise<pg.Client> | null = null;
  let closed = false;

  const forget = (error: Error) => {
    connecting = null;
    if (closed) return;
    onError(error);
    setTimeout(() => void restore(), RECONNECT_MS).unref();
  };
  const restore = async () => {
    if (closed || connecting !== null || callbacks.size === 0) return;
    await client().catch(forget);
  };
  const connect = async () => {
    const connection = new pg.Client(config);
    let broken = false;
    // Before it connects, and for every further one: an error that nobody listens for ends the process, and a server that
    // dies may send its last word together with its first.
    connection.on('error', (error) => {
      if (broken) return;
      broken = true;
      void connection.end().catch(() => undefined);
      forget(error);
    });
    await connection.connect();
    connection.on('notification', ({ channel, payload }) => {
      for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '');
    });
    for (const channel of callbacks.keys()) await connection.query(`LISTEN ${quoteName(channel)}`);
    return connection;
  };
  const client = () => {
    connecting ??= connect().catch((error) => {
      connecting = null;
      throw error;
    });
    return connecting;
  };

  return {
    async listen(channel, onNotify) {
      const known = callbacks.get(channel);
      if (known) known.add(onNotify);
      else {
        callbacks.set(channel, new Set([onNotify]));
        const connection = await client();
        await connection.query(`LISTEN ${quoteName(channel)}`);
      }
      return async () => {
        const rest = callbacks.get(channel);
        rest?.delete(onNotify);
        if (rest?.size !== 0) return;
        callbacks.delete(channel);
        const connection = await connecting;
        if (!closed) await connection?.query(`UNLISTEN ${quoteName(channel)}`);
      };
    },
    async close() {
      closed = true;
      const connection = await connecting?.catch(() => null);
      await connection?.end();
    },
  };
}

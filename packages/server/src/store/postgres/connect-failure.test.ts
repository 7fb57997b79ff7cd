import { createPostgresDatabase, describePostgres } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { openStore } from '../open-store.ts';
import { StoreUnavailableError } from '../store-error.ts';

const opening = (databaseUrl: string) =>
  openStore({ databaseUrl, home: '/nowhere', maxConnections: 2, onError: () => undefined }).then(
    async ({ store }) => {
      await store.close();
      throw new Error('opened');
    },
    (error: unknown) => error as Error,
  );

describe('a PostgreSQL store that cannot be used', () => {
  it('where nothing listens is named without user and password', async () => {
    const error = await opening('postgresql://alice:hunter2@127.0.0.1:1/assay');
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toMatch(/127\.0\.0\.1:1\/assay.*start PostgreSQL/);
    expect(error.message).not.toMatch(/alice|hunter2/);
  });
});

describePostgres('a PostgreSQL server', () => {
  it('without the database says how to make it', async () => {
    const database = await createPostgresDatabase();
    const error = await opening(`${database.url}_missing`);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toMatch(/CREATE DATABASE/);
    await database.drop();
  });

  it('that ends a session in use fails that transaction only', async () => {
    const database = await createPostgresDatabase();
    const reported: Error[] = [];
    const { store } = await openStore({
      databaseUrl: database.url,
      home: '/nowhere',
      maxConnections: 2,
      onError: (error) => reported.push(error),
    });
    const ended = store.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await tx.query('SELECT 1');
    });
    // What a caller is told to try again, and a job is tried again for.
    await expect(ended).rejects.toMatchObject({ name: 'StoreUnavailableError', transient: true });
    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();
    await database.drop();
  });

  it('that ends the listening session is listened to again', async () => {
    const database = await createPostgresDatabase();
    const { store } = await openStore({
      databaseUrl: database.url,
      home: '/nowhere',
      maxConnections: 2,
      onError: () => undefined,
    });
    const heard = Promise.withResolvers<string>();
    await store.listen('news', heard.resolve);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    );
    const notifying = setInterval(() => void store.jobs.query(`SELECT pg_notify('news', 'again')`), 200);
    await expect(heard.promise).resolves.toBe('again');
    clearInterval(notifying);
    await store.close();
    await database.drop();
  });
});

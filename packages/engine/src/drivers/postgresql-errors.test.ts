import { createPostgresDatabase, describePostgres } from '@assay/test-support';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { postgresqlError } from './postgresql-errors.ts';

const PLACE = { host: 'db.example.org', port: 5432, database: 'shop', user: 'ann' };
const coded = (code: string, message = 'said the server') => Object.assign(new Error(message), { code });

describe('errors of PostgreSQL', () => {
  it.each([
    ['28P01', 'refused', '"ann"'],
    ['3D000', 'not_found', '"shop"'],
    ['53300', 'unreachable', 'db.example.org:5432'],
    ['55P03', 'timeout', 'locked'],
    ['57014', 'timeout', 'longer'],
    ['57P01', 'unreachable', 'broke'],
    ['08006', 'unreachable', 'broke'],
    ['22012', 'bad_sql', 'said the server'],
    ['42703', 'bad_sql', 'said the server'],
    ['ENOTFOUND', 'unreachable', 'db.example.org'],
    ['XX000', 'internal', 'said the server'],
  ])('%s is %s', (code, kind, says) => {
    const error = postgresqlError(coded(code), PLACE);
    expect(error).toMatchObject({ kind, message: expect.stringContaining(says) });
  });

  it.each([
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', '08006', '53300', '57P01', '57P03'],
    // Whoever holds the lock lets go of it.
    '55P03',
  ])('%s may pass by itself', (code) => {
    expect(postgresqlError(coded(code), PLACE).transient).toBe(true);
  });

  it.each([
    ...['28P01', '28000', '3D000', '42P01', '42501', '42601', '42703', '22012', '25006', 'XX000'],
    // It would take as long again.
    '57014',
  ])('%s does not pass by itself', (code) => {
    expect(postgresqlError(coded(code), PLACE).transient).toBe(false);
  });

  it('a table without rights is named with the GRANT to run', () => {
    const error = postgresqlError(coded('42501'), PLACE, { table: { schema: 'sales', table: 'Orders' } });
    expect(error.message).toContain('GRANT SELECT ON "sales"."Orders" TO "ann"');
  });

  it('a host with several addresses fails with the reason of the first', () => {
    const error = postgresqlError(new AggregateError([coded('ECONNREFUSED')]), PLACE);
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('Nothing listens') });
  });
});

describePostgres('a connection that is lost without a code', () => {
  it('is unreachable, by the words of the driver', async () => {
    const database = await createPostgresDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => {});
    await client.connect();
    const waiting = client.query('SELECT pg_sleep(0.5)');
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    const error = await waiting.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(postgresqlError(error, PLACE).kind).toBe('unreachable');
    await client.end().catch(() => {});
    await database.drop();
  });
});

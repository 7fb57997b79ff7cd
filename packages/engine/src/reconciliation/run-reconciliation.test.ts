/** What goes wrong on one of two sides, and whom it concerns. */
import type { Reconciliation } from '@assay/checks';
import { userSql } from '@assay/dialects';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { openTarget, type Target, TargetError } from '../index.ts';
import { listDifferences } from './list-differences.ts';
import { RECONCILIATION_LIMITS } from './reconciliation-limits.ts';
import { runReconciliation } from './run-reconciliation.ts';

const column = (name: string) =>
  ({ name, generalType: 'N', columnType: 'integer', isDecimal: false }) as const;
const side = (table: string, where: string | null = null) => ({
  from: { table: { schema: 'public', table }, where: where === null ? null : userSql<'boolean'>(where) },
  keys: [column('id')],
  compared: [column('n')],
});
const rows = (here: string, there: string): Reconciliation => ({
  kind: 'rows',
  here: side(here),
  there: side(there),
});

describe.runIf(postgresAvailable())('a comparison', () => {
  let database: PostgresDatabase;
  let target: Target;
  let unreachable: Target;
  let options: Awaited<ReturnType<typeof testOptions>>;
  beforeAll(async () => {
    options = await testOptions();
    database = await createPostgresDatabase();
    await database.query(`CREATE TABLE one AS SELECT i AS id, i AS n FROM generate_series(1, 100) AS g(i);
      CREATE TABLE other AS SELECT i AS id, i + 1 AS n FROM generate_series(1, 100) AS g(i)`);
    target = await openTarget({ type: 'postgresql', url: database.url }, options.options);
    unreachable = await openTarget(
      { type: 'postgresql', host: '127.0.0.1', port: 1, database: 'd', user: 'u' },
      options.options,
    );
  });
  afterAll(async () => {
    await target?.close();
    await unreachable?.close();
    await database?.drop();
    await options?.remove();
  });

  const compare = (here: Target, there: Target, reconciliation: Reconciliation, signal?: AbortSignal) =>
    runReconciliation(
      here,
      { name: 'ledger', target: there },
      reconciliation,
      options.options,
      signal ?? new AbortController().signal,
    );

  const asleep = `SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state = 'active' AND pid <> pg_backend_pid()`;
  const sleeping = async () => Number((await database.query<{ n: string }>(asleep))[0]?.n);

  it('with a reference out of reach is an error of its own', async () => {
    const answer = await compare(target, unreachable, rows('one', 'other'));
    expect(answer).toMatchObject({
      error: expect.stringContaining('In the reference connection "ledger": '),
    });
  });

  it('whose tested target is gone ends the run', async () => {
    await expect(compare(unreachable, target, rows('one', 'other'))).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });

  it('says which side does not accept its condition', async () => {
    const wrong = { ...side('one'), from: side('one', 'lost > 1').from };
    const here: Reconciliation = { kind: 'rows', here: wrong, there: side('other') };
    expect(await compare(target, target, here)).toMatchObject({
      error: expect.stringMatching(/^(?!In the).*lost/s),
    });
    const there: Reconciliation = { kind: 'rows', here: side('one'), there: wrong };
    expect(await compare(target, target, there)).toMatchObject({
      error: expect.stringMatching(/^In the reference connection "ledger": .*lost/s),
    });
  });

  it('stops in both databases when it is canceled', async () => {
    const slow = (table: string) => ({ ...side(table), from: side(table, 'pg_sleep(30) IS NOT NULL').from });
    const stop = new AbortController();
    const running = compare(
      target,
      target,
      { kind: 'rows', here: slow('one'), there: slow('other') },
      stop.signal,
    );
    while ((await sleeping()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await expect(running).rejects.toMatchObject({ kind: 'canceled' });
    expect(await sleeping()).toBe(0);
  });

  it('stops on one side when the other fails', async () => {
    const slow = { ...side('other'), from: side('other', 'pg_sleep(30) IS NOT NULL').from };
    const answer = await compare(target, target, { kind: 'rows', here: side('gone'), there: slow });
    expect(answer).toMatchObject({ error: expect.stringContaining('gone') });
    expect(await sleeping()).toBe(0);
  });

  it('says at least how many differ when there are too many to fetch', async () => {
    const limits = { ...RECONCILIATION_LIMITS, items: 10, itemsAtATime: 5 };
    const reference = { name: 'ledger', target };
    const { signal } = new AbortController();
    const answer = await runReconciliation(
      target,
      reference,
      rows('one', 'other'),
      options.options,
      signal,
      limits,
    );
    expect(answer).toMatchObject({ counts: { here: 100, there: 100, isLowerBound: true } });
    const listed = await listDifferences(
      target,
      reference,
      rows('one', 'other'),
      options.options,
      { counted: ['different'], limit: 3, signal },
      limits,
    );
    expect(listed).toMatchObject({ total: null, truncated: true });
    expect(listed.rows).toHaveLength(3);
  });

  it('refuses more groups than it can hold', async () => {
    const totals: Reconciliation = { kind: 'totals', totals: [], here: side('one'), there: side('other') };
    const limits = { ...RECONCILIATION_LIMITS, groups: 99 };
    const reference = { name: 'ledger', target };
    const { signal } = new AbortController();
    const answer = await runReconciliation(target, reference, totals, options.options, signal, limits);
    expect(answer).toMatchObject({ error: expect.stringContaining('more than 99 groups') });
    const wanted = { counted: ['different'] as const, limit: 3, signal };
    await expect(
      listDifferences(target, reference, totals, options.options, wanted, limits),
    ).rejects.toBeInstanceOf(TargetError);
  });
});

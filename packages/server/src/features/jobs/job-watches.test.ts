import { openJobEvents, submitJob } from '@assay/jobs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { createJobWatches, type JobWatches } from './job-watches.ts';

describeStores('watches of jobs', (openTestStore) => {
  let store: Store;
  let watches: JobWatches;
  let listeners = 0;
  let statements = 0;
  let closeEvents: () => Promise<void>;
  const UNTIL_TOLD = new AbortController().signal;

  beforeAll(async () => {
    store = await openTestStore();
    const events = await openJobEvents(store.jobs);
    closeEvents = events.close;
    store.observe(() => statements++);
    const subscribe: typeof events.subscribe = (listener) => {
      listeners += 1;
      const unsubscribe = events.subscribe(listener);
      return () => {
        listeners -= 1;
        unsubscribe();
      };
    };
    watches = createJobWatches(store, { subscribe }, { pollMs: 60_000 });
  });
  afterAll(() => closeEvents());

  const submitted = async () => (await submitJob(store.jobs, { key: 'count-sheep', source: 'api' })).job;

  it('cost one subscription and one statement for 200 readers, and nothing when they have left', async () => {
    const { id } = await submitted();
    statements = 0;
    const readers = Array.from({ length: 200 }, () => watches.open(id));
    await Promise.all(readers.map((reader) => reader.changed(undefined, UNTIL_TOLD)));
    expect(new Set(readers.map((reader) => reader.job()))).toHaveLength(1);
    expect(readers[0]?.job()?.status).toBe('pending');
    expect({ listeners, statements }).toEqual({ listeners: 1, statements: 1 });
    for (const reader of readers) reader[Symbol.dispose]();
    expect(listeners).toBe(0);
  });

  it('read many jobs that are asked for at a time with one statement', async () => {
    const jobs = await Promise.all(Array.from({ length: 20 }, submitted));
    statements = 0;
    const readers = jobs.map(({ id }) => watches.open(id));
    await Promise.all(readers.map((reader) => reader.changed(undefined, UNTIL_TOLD)));
    expect(readers.map((reader) => reader.job()?.id)).toEqual(jobs.map(({ id }) => id));
    expect(statements).toBe(1);
    for (const reader of readers) reader[Symbol.dispose]();
  });

  it('tell that a job is not there any more', async () => {
    const { id } = await submitted();
    using reader = watches.open(id);
    await reader.changed(undefined, UNTIL_TOLD);
    await store.jobs.query('DELETE FROM job');
    await store.jobs.query(`SELECT pg_notify('assay_job', 'ended ' || $1::text)`, [id]);
    // A signal of the submission may arrive as late as here and be a change too: hence until it is gone, not the next change.
    await expect.poll(() => reader.job(), { timeout: 10_000 }).toBeNull();
  });

  it('find out by themselves what a lost signal would have told', async () => {
    const { id } = await submitted();
    using reader = createJobWatches(store, { subscribe: () => () => {} }, { pollMs: 20 }).open(id);
    await reader.changed(undefined, UNTIL_TOLD);
    await store.jobs.query(`UPDATE job SET progress = '{"steps": []}' WHERE id = $1::uuid`, [id]);
    await expect.poll(() => reader.job()?.progress).toEqual({ steps: [] });
  });

  it('wait no longer than the reader does', async () => {
    const { id } = await submitted();
    using reader = watches.open(id);
    await reader.changed(undefined, UNTIL_TOLD);
    await reader.changed(reader.job(), AbortSignal.timeout(20));
  });
});

import { requestCancel } from '@assay/jobs';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { givenJob, givenProject, givenWorker, PATIENCE } from './testing/notification-fixture.ts';

describeStores('the end of a job makes one event', (openTestStore) => {
  let store: Store;
  let projectId: string;
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(async () => {
    projectId = await givenProject(store);
  });

  /** No dispatcher runs here, so that events stay. */
  const eventsOf = async (jobId: string) =>
    (await store.db.selectFrom('event_outbox').select('kind').where('job_id', '=', jobId).execute()).map(
      ({ kind }) => kind,
    );
  const statusOf = async (jobId: string) =>
    (await store.db.selectFrom('job').select('status').where('id', '=', jobId).executeTakeFirstOrThrow())
      .status;
  const ended = async (jobId: string, status: string) => {
    await vi.waitFor(async () => expect(await statusOf(jobId)).toBe(status), PATIENCE);
    expect(await eventsOf(jobId)).toEqual(['job.ended']);
  };
  const cancel = (jobId: string) => store.transaction((tx) => requestCancel(tx, jobId, 'a test'));

  it('when it completes', async () => {
    const id = await givenJob(store, projectId);
    expect(await eventsOf(id)).toEqual([]);
    await givenWorker(store);
    await ended(id, 'completed');
  });

  it('when it fails', async () => {
    const id = await givenJob(store, projectId, { key: 'fails' });
    await givenWorker(store);
    await ended(id, 'error');
  });

  it('when it completes at the second attempt: the first is no end', async () => {
    const id = await givenJob(store, projectId, { key: 'succeeds_at_last', maxAttempts: 3 });
    await givenWorker(store);
    await ended(id, 'completed');
  });

  it('when it is canceled before it ran', async () => {
    const id = await givenJob(store, projectId);
    await cancel(id);
    expect(await eventsOf(id)).toEqual([]);
    await givenWorker(store);
    await ended(id, 'canceled');
  });

  it('when it is canceled while it runs', async () => {
    const id = await givenJob(store, projectId, { key: 'waits' });
    await givenWorker(store);
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('running'), PATIENCE);
    await cancel(id);
    await ended(id, 'canceled');
  });

  it('when its worker is lost for good', async () => {
    const id = await givenJob(store, projectId);
    await store.jobs.query(
      `UPDATE job SET status = 'running', claimed_at = created_at, started_at = created_at, attempt = 1,
          lease_token = gen_random_uuid(), lease_until = now() - interval '1 second' WHERE id = $1::uuid`,
      [id],
    );
    await givenWorker(store);
    await ended(id, 'error');
  });

  it('and none when it is upkeep of ours', async () => {
    const id = await givenJob(store, projectId, { internal: true });
    await givenWorker(store);
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('completed'), PATIENCE);
    expect(await eventsOf(id)).toEqual([]);
  });

  const END = `UPDATE job SET status = 'canceled', completed_at = now() WHERE id = $1::uuid`;

  it('and none when the transaction that ends it does not commit', async () => {
    const id = await givenJob(store, projectId);
    const failing = store.transaction(async (tx) => {
      await tx.query(END, [id]);
      throw new Error('the last write failed');
    });
    await expect(failing).rejects.toThrow('the last write failed');
    expect(await eventsOf(id)).toEqual([]);
  });

  it('and no second one when the row of an ended job is written again', async () => {
    const id = await givenJob(store, projectId);
    await store.jobs.query(END, [id]);
    await store.jobs.query(`UPDATE job SET status = 'canceled', progress = '{}' WHERE id = $1::uuid`, [id]);
    expect(await eventsOf(id)).toEqual(['job.ended']);
  });
});

import { uuidV7 } from '@assay/jobs';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { json } from '../../store/json-column.ts';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { applyRetention, type RetentionPorts } from './apply-retention.ts';
import { previewRetention } from './preview-retention.ts';
import type { RetentionRequest } from './retention-rules.ts';
import type { Removal } from './tally.ts';
import { type AgedProject, agedProject } from './testing/aged-runs.ts';

const DAY_MS = 86_400_000;

describeStores('removing what is too old', (openTestStore) => {
  let store: Store;
  let shop: AgedProject;
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(async () => {
    await store.db.deleteFrom('project').execute();
    shop = await agedProject(store);
  });
  const request = (retentionDays: number | null, detailDays: number | null = null): RetentionRequest => ({
    ...{ projectId: shop.projectId, asOf: new Date(), retentionDays, detailDays },
  });
  const ports = (more: Partial<RetentionPorts> = {}): RetentionPorts => ({
    ...{ db: store.db, write: store.transaction, signal: new AbortController().signal },
    ...more,
  });
  const count = async (table: 'job' | 'test_run' | 'column_profile' | 'captured_rows' | 'job_log') => {
    const { rows } = await store.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  const changedDaysAgo = async (daysAgo: number): Promise<string> => {
    const id = uuidV7();
    await store.db
      .insertInto('catalog_change')
      .values({
        ...{ id, table_group_id: shop.tableGroupId, table_name: 'orders', kind: 'table_added' },
        changed_at: new Date(Date.now() - daysAgo * DAY_MS),
      })
      .execute();
    return id;
  };
  const deliveredDaysAgo = async (daysAgo: number): Promise<void> => {
    const notification_id = uuidV7();
    await store.db
      .insertInto('notification')
      .values({
        ...{ id: notification_id, project_id: shop.projectId, name: notification_id, kind: 'email' },
        ...{ recipients: ['ann@example.org'], events: ['job.failed'], occasion: 'always' },
      })
      .execute();
    const ended_at = new Date(Date.now() - daysAgo * DAY_MS);
    await store.db
      .insertInto('delivery')
      .values({ id: uuidV7(), notification_id, status: 'delivered', events: json([]) as never, ended_at })
      .execute();
  };
  const kindsOf = (removals: readonly Removal[]) =>
    Object.fromEntries(removals.map(({ kind, count: n }) => [kind, n]));
  const sorted = (removals: readonly Removal[]) => removals.toSorted((a, b) => a.kind.localeCompare(b.kind));

  /** Something of every kind, more of it than fits into a batch. */
  async function givenAll(): Promise<void> {
    for (let n = 0; n < 23; n++) await shop.ran({ daysAgo: 120 - n });
    for (const daysAgo of [100, 90, 20, 12, 1]) await shop.ran({ kind: 'profile', daysAgo });
    for (const daysAgo of [20, 12, 1]) await shop.ran({ daysAgo });
    await shop.ran({ kind: 'monitors', daysAgo: 80 });
    for (const daysAgo of [400, 50, 2]) await changedDaysAgo(daysAgo);
    for (const daysAgo of [40, 3]) await deliveredDaysAgo(daysAgo);
  }

  it('removes exactly what the preview says, and then there is nothing to remove', async () => {
    await givenAll();
    const asked = request(30, 10);
    const preview = await previewRetention(store, asked);
    expect(kindsOf(preview.removes)).toEqual({
      ...{ profiling_run: 2, test_run: 23, column_profile: 2, hygiene_issue: 2, test_result: 23 },
      ...{ log_line: 25, captured_rows: 25, column_detail: 2, schema_change: 2, delivery: 1 },
    });
    expect(await previewRetention(store, asked)).toEqual(preview);
    const removed = await applyRetention(ports(), asked);
    expect(sorted(removed)).toEqual(sorted(preview.removes));
    expect((await previewRetention(store, asked)).removes).toEqual([]);
    expect(await applyRetention(ports(), asked)).toEqual([]);
  });

  it('leaves what is not too old, and everything of other projects', async () => {
    const other = await agedProject(store);
    await other.ran({ daysAgo: 100 });
    await other.ran({ daysAgo: 90 });
    await givenAll();
    await applyRetention(ports(), request(30, 10));
    // Of the other project 2; of this one 3 test runs, 3 profiles and the only monitor run.
    expect(await count('job')).toBe(9);
    expect(await count('test_run')).toBe(6);
    expect(await count('job_log')).toBe(9);
    // Those of the newest run of a kind keep their rows, and so do those of the other project.
    expect(await count('captured_rows')).toBe(4);
  });

  it('takes frequencies and patterns earlier than the run, which says so', async () => {
    const fading = await shop.ran({ kind: 'profile', daysAgo: 20 });
    const newest = await shop.ran({ kind: 'profile', daysAgo: 15 });
    const removed = await applyRetention(ports(), request(null, 10));
    expect(kindsOf(removed)).toEqual({ column_detail: 1 });
    const columns = await store.db
      .selectFrom('column_profile')
      .innerJoin('profiling_run', 'job_id', 'profiling_run_id')
      .select(['job_id', 'frequencies', 'measures', 'detail_removed_at'])
      .execute();
    expect(columns.find(({ job_id }) => job_id === fading)).toMatchObject({
      ...{ frequencies: null, measures: {}, detail_removed_at: expect.any(Date) },
    });
    expect(columns.find(({ job_id }) => job_id === newest)).toMatchObject({
      ...{ frequencies: [], detail_removed_at: null },
    });
  });

  it('keeps changes of a schema that no monitor run has judged yet', async () => {
    const [judged, unjudged] = [await changedDaysAgo(200), await changedDaysAgo(50)];
    const monitored = await agedProject(store, { isMonitor: true });
    await store.db
      .updateTable('catalog_change')
      .set({ table_group_id: monitored.tableGroupId } as never)
      .execute();
    const runId = await monitored.ran({ kind: 'monitors', daysAgo: 100 });
    await store.jobs.query(
      `UPDATE test_run SET started_at = now() - interval '100 days' WHERE job_id = $1::uuid`,
      [runId],
    );
    await applyRetention(ports(), { ...request(30), projectId: monitored.projectId });
    const left = await store.db.selectFrom('catalog_change').select('id').execute();
    expect(left).toEqual([{ id: unjudged }]);
    expect(left).not.toContainEqual({ id: judged });
  });

  it('works in small transactions, and goes on where it was stopped', async () => {
    for (let n = 0; n < 35; n++) await shop.ran({ daysAgo: 120 - n });
    const asked = request(30);
    const preview = await previewRetention(store, asked);
    const stopping = new AbortController();
    let batches = 0;
    const write: RetentionPorts['write'] = async (work) => {
      const done = await store.transaction(work);
      if (++batches === 2) stopping.abort(new Error('stopped'));
      return done;
    };
    await expect(applyRetention(ports({ write, signal: stopping.signal }), asked)).rejects.toThrow('stopped');
    expect(await count('job')).toBe(15);
    const rest = await applyRetention(ports(), asked);
    expect(kindsOf(rest).test_run).toBe(kindsOf(preview.removes).test_run! - 20);
  });

  it('can be done by two at a time, and counts nothing twice', async () => {
    for (let n = 0; n < 35; n++) await shop.ran({ daysAgo: 120 - n });
    const asked = request(30);
    const both = await Promise.all([applyRetention(ports(), asked), applyRetention(ports(), asked)]);
    expect(await count('job')).toBe(1);
    const runs = both.map((removed) => kindsOf(removed).test_run ?? 0);
    expect(runs[0]! + runs[1]!).toBe(34);
  });

  it('estimates the bytes of what weighs', async () => {
    const runId = await shop.ran({ kind: 'profile', daysAgo: 100 });
    await shop.ran({ kind: 'profile', daysAgo: 1 });
    const values = Array.from({ length: 2_000 }, () => ({ value: uuidV7(), count: 1 }));
    await store.db
      .updateTable('column_profile')
      .set({ frequencies: json(values) as never })
      .where('profiling_run_id', '=', runId)
      .execute();
    const { removes, bytes } = await previewRetention(store, request(30));
    const columns = removes.find(({ kind }) => kind === 'column_profile')!;
    expect(columns.bytes).toBeGreaterThan(30_000);
    expect(columns.bytes).toBeLessThan(300_000);
    expect(bytes).toBe(removes.reduce((sum, removal) => sum + removal.bytes, 0));
  });
});

import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../../store/json-column.ts';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { doomedJobs, fadedRuns } from './retention-rules.ts';
import { type AgedProject, agedProject } from './testing/aged-runs.ts';

describeStores('what is too old', (openTestStore) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  const idsOf = async (rows: ReturnType<typeof doomedJobs>): Promise<string[]> => {
    const found = await sql<{ id: string }>`SELECT id FROM ${rows} AS runs`.execute(store.db);
    return found.rows.map(({ id }) => id).toSorted();
  };
  const request = (
    { projectId }: AgedProject,
    retentionDays: number | null,
    detailDays: number | null = null,
  ) => ({
    ...{ projectId, asOf: new Date(), retentionDays, detailDays },
  });
  const doomed = (project: AgedProject, days: number | null) => idsOf(doomedJobs(request(project, days)));

  describe('of a project', () => {
    let shop: AgedProject;
    beforeEach(async () => {
      shop = await agedProject(store);
    });
    const ranDaysAgo = async (...days: number[]): Promise<string[]> => {
      const ids: string[] = [];
      for (const daysAgo of days) ids.push(await shop.ran({ daysAgo }));
      return ids;
    };
    const addTest = (test_type: string, more: { generated_from?: string; lookback?: number } = {}) =>
      store.db
        .insertInto('test_definition')
        .values({
          ...{ id: uuidV7(), external_id: uuidV7(), test_suite_id: shop.suiteId, test_type },
          ...(more.generated_from === undefined ? {} : { generated_from: more.generated_from }),
          parameters: json(more.lookback === undefined ? {} : { history_lookback: more.lookback }) as never,
        })
        .execute();
    const addGate = (target: { test_suite_id: string } | { table_group_id: string }) =>
      store.db
        .insertInto('gate')
        .values({
          ...{ id: uuidV7(), project_id: shop.projectId, name: 'gate', ...target },
          ...{ test_policy: json({}) as never, profile_policy: json({}) as never },
        })
        .execute();

    it('is what ended longer ago than it says, of this project alone', async () => {
      const other = await agedProject(store);
      await other.ran({ daysAgo: 100 });
      await other.ran({ daysAgo: 90 });
      const [oldest, older] = await ranDaysAgo(100, 31, 29, 1);
      expect(await doomed(shop, 30)).toEqual([oldest, older].toSorted());
    });

    it('is nothing without a setting', async () => {
      await ranDaysAgo(10_000, 9_000);
      expect(await doomed(shop, null)).toEqual([]);
      expect(await idsOf(fadedRuns(request(shop, null)))).toEqual([]);
    });

    it('is not the newest completed run of each kind and target, whatever came after it', async () => {
      const [older] = await ranDaysAgo(100, 90);
      await shop.ran({ kind: 'profile', daysAgo: 95 });
      const canceled = await shop.ran({ status: 'canceled', daysAgo: 80 });
      const failed = await shop.ran({ kind: 'profile', status: 'error', daysAgo: 70 });
      expect(await doomed(shop, 30)).toEqual([older, canceled, failed].toSorted());
    });

    it('is nothing that has not ended', async () => {
      const [first] = await ranDaysAgo(100, 90);
      for (const status of ['pending', 'claimed', 'running', 'cancel_requested']) {
        const id = await shop.ran({ daysAgo: 100 });
        await store.jobs.query(
          `UPDATE job SET status = $2::text, completed_at = NULL, target_key = NULL,
             claimed_at = CASE $2::text WHEN 'pending' THEN NULL ELSE claimed_at END,
             started_at = CASE WHEN $2::text IN ('pending', 'claimed') THEN NULL ELSE started_at END WHERE id = $1::uuid`,
          [id, status],
        );
      }
      expect(await doomed(shop, 30)).toEqual([first]);
    });

    it('is not what tests were generated from', async () => {
      const source = await shop.ran({ kind: 'profile', daysAgo: 200 });
      const other = await shop.ran({ kind: 'profile', daysAgo: 150 });
      await shop.ran({ kind: 'profile', daysAgo: 100 });
      await addTest('Required', { generated_from: source });
      expect(await doomed(shop, 30)).toEqual([other]);
    });

    it.each(['test_suite_id', 'table_group_id'] as const)(
      'is not what a gate judges, nor what that is compared with: of a %s',
      async (of) => {
        const [oldest] = await ranDaysAgo(120, 110, 100);
        await shop.ran({ status: 'error', daysAgo: 90 });
        await addGate(
          of === 'test_suite_id' ? { test_suite_id: shop.suiteId } : { table_group_id: shop.tableGroupId },
        );
        expect(await doomed(shop, 30)).toEqual([oldest]);
      },
    );

    it('is not what tests that learn look back at', async () => {
      const ids = await ranDaysAgo(...Array.from({ length: 25 }, (_, n) => 200 - n));
      await addTest('Required');
      expect(await doomed(shop, 30)).toHaveLength(24);
      await addTest('Volume_Trend');
      // The suite looks back at 20 runs.
      expect(await doomed(shop, 30)).toEqual(ids.slice(0, 5).toSorted());
      await addTest('Volume_Trend', { lookback: 23 });
      expect(await doomed(shop, 30)).toEqual(ids.slice(0, 2).toSorted());
    });

    it('fades before it goes: not the newest completed run, and not what goes anyway', async () => {
      await ranDaysAgo(100);
      const [fading] = await ranDaysAgo(20, 5);
      const failed = await shop.ran({ status: 'error', daysAgo: 15 });
      await ranDaysAgo(1);
      expect(await idsOf(fadedRuns(request(shop, 30, 10)))).toEqual([fading, failed].toSorted());
    });

    it('fades what stays for another reason than being the newest', async () => {
      const source = await shop.ran({ kind: 'profile', daysAgo: 200 });
      await shop.ran({ kind: 'profile', daysAgo: 100 });
      await addTest('Required', { generated_from: source });
      expect(await idsOf(fadedRuns(request(shop, 30, 10)))).toEqual([source]);
    });
  });

  it('is not what monitors look back at', async () => {
    const shop = await agedProject(store, { isMonitor: true });
    for (let n = 0; n < 22; n++) await shop.ran({ kind: 'monitors', daysAgo: 200 - n });
    expect(await doomed(shop, 30)).toHaveLength(2);
  });
});

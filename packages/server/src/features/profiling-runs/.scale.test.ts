import { submitJob, uuidV7 } from '@assay/jobs';
import { it } from 'vitest';
import { json } from '../../store/json-column.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { insertIssues } from '../hygiene-issues/hygiene-issues.store.ts';
import { judgeProfile } from './judge-profile.ts';
import { loadProfile, storeInterpretation, storeMeasuredTable } from './profiles.store.ts';
import { finishRun, openRun } from './profiling-runs.store.ts';
import { recordCatalog } from './record-catalog.ts';
import { rescoreRun } from './rescore-run.ts';

describeStores('scale', (open) => {
  it('x', async () => {
    const store = await open();
    const project_id = uuidV7(),
      connection_id = uuidV7(),
      tg = uuidV7();
    await store.db.insertInto('project').values({ id: project_id, code: 'p', name: 'p' }).execute();
    await store.db
      .insertInto('connection')
      .values({ id: connection_id, project_id, name: 'c', type: 'files', config: json({}) })
      .execute();
    await store.db
      .insertInto('table_group')
      .values({
        id: tg,
        project_id,
        connection_id,
        name: 'g',
        schema_name: 'main',
        id_column_mask: '',
        surrogate_key_column_mask: '',
      } as never)
      .execute();
    const settings = {
      schema: 'main',
      tables: [],
      include: [],
      exclude: [],
      idMask: '%_id',
      surrogateKeyMask: '%_sk',
      detectPii: true,
      strategy: 'auto',
    } as const;
    for (let round = 0; round < 2; round++) {
      const { job } = await store.transaction((tx) =>
        submitJob(tx, { key: 'run-profile', source: 'api', projectId: project_id, arguments: {} }),
      );
      const t0 = performance.now();
      const lap = (s: string) => console.log(store.kind, round, s, Math.round(performance.now() - t0));
      const run = await openRun(store.db, { id: job.id, projectId: project_id, tableGroupId: tg, settings });
      const selected = [];
      for (let t = 0; t < 200; t++) {
        const table = `table_${t}`;
        const columns = Array.from({ length: 40 }, (_, c) => ({
          table,
          column: `col_${c}`,
          position: c + 1,
          generalType: 'A',
          columnType: 'varchar',
          nativeType: 'varchar',
          isDecimal: false,
          measures: {
            record_ct: 100,
            value_ct: 90,
            null_value_ct: 10,
            distinct_value_ct: 5,
            min_length: 1,
            max_length: 9,
            avg_length: 4,
            zero_length_ct: 0,
            filled_value_ct: 3,
            lead_space_ct: 2,
            numeric_ct: 0,
            date_ct: 0,
          },
          frequencies: {
            items: Array.from({ length: 20 }, (_, i) => ({ value: `value ${i}`, count: 5 })),
            distinct: 20,
            otherRows: 0,
            estimated: false,
          },
          patterns: { items: [{ value: 'aaaaa N', count: 90 }], distinct: 1, otherRows: 0, estimated: false },
          error: null,
        }));
        selected.push({
          table,
          kind: 'table',
          columns: columns.map((c) => ({ ...c, name: c.column, nullable: true })),
          schema: 'main',
          unreadable: null,
          approximateRows: 1,
        });
        await store.transaction((tx) =>
          storeMeasuredTable(tx.db, job.id, {
            table,
            kind: 'table',
            recordCount: 100,
            columns,
            strategy: 'pull',
            durationMs: 1,
            error: null,
          } as never),
        );
      }
      lap('stored');
      const measured = await loadProfile(store.db, job.id);
      lap('loaded');
      const judged = judgeProfile(measured, settings, [], run.startedAt.toISOString());
      lap(`judged ${judged.issues.length}`);
      await store.transaction(async ({ db }) => {
        await storeInterpretation(db, job.id, judged.tables);
        lap('interp');
        await insertIssues(db, { runId: job.id, tableGroupId: tg }, judged.issues);
        lap('issues');
        await recordCatalog(db, {
          present: selected.map((s) => s.table),
          selected: selected as never,
          runId: job.id,
          tableGroupId: tg,
          seenAt: run.startedAt,
        });
        lap('catalog');
        await finishRun(db, job.id, { recordCount: 1, warnings: [] });
        await rescoreRun(db, job.id);
        lap('score');
      });
      lap('commit');
      await store.transaction(({ db }) => rescoreRun(db, job.id));
      lap('rescore');
      const cols = await store.db
        .selectFrom('column_profile')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('pii', 'is not', null)
        .executeTakeFirst();
      const cat = await store.db
        .selectFrom('catalog_column')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('dropped_at', 'is', null)
        .executeTakeFirst();
      console.log(cols, cat);
    }
  }, 300_000);
});

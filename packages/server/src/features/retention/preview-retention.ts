import { RETENTION_KINDS, type RetentionPreview } from '@assay/contract';
import type { Store } from '../../store/store.ts';
import { doomedJobs, fadedRuns, type RetentionRequest } from './retention-rules.ts';
import { addUp, oldRows, tallyDetail, tallyJobs, tallyRows } from './tally.ts';

/** What `applyRetention` would remove now; every part sees the same state. */
export async function previewRetention(store: Store, request: RetentionRequest): Promise<RetentionPreview> {
  const removals = await store.transaction(async ({ db, query }) => {
    await query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return [
      ...(await tallyJobs(db, doomedJobs(request))),
      ...(await tallyDetail(db, fadedRuns(request))),
      ...(await tallyRows(db, 'catalog_change', oldRows('catalog_change', request))),
      ...(await tallyRows(db, 'delivery', oldRows('delivery', request))),
    ];
  });
  const removes = addUp(removals).toSorted(
    (a, b) => RETENTION_KINDS.indexOf(a.kind) - RETENTION_KINDS.indexOf(b.kind),
  );
  return {
    as_of: request.asOf.toISOString(),
    retention_days: request.retentionDays,
    detail_days: request.detailDays,
    removes,
    bytes: removes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
